import type { Hex32 } from "@sealane/sdk";
import { UNLIMITED_USES } from "../chain/terms.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import { isCounted } from "./grant-family.ts";
import type { LogFault, ReadLink } from "./log-link.ts";

/** Counts a log's readings anew: each receipt must say how many counted, and no grant may have given out more. */
export function judgeUses(links: readonly ReadLink[], grants: readonly GrantRow[]): LogFault[] {
  const byId = new Map(grants.map((grant) => [grant.grant_id, grant]));
  const counts = new Map<Hex32, number>();
  const faults: LogFault[] = [];
  for (const { sequence, reading, receipt } of links) {
    const { grantId, isOpened } = reading.claims;
    const line = lineOf(byId, grantId);
    if (line.length === 0) faults.push({ sort: "altered", sequence, message: "The chain knows no such grant." });
    const used = line[0] && isCounted(reading.claims, line[0]) ? 1 : 0;
    for (const { grant_id, max_uses } of line) {
      const count = (counts.get(grant_id) ?? 0) + used;
      counts.set(grant_id, count);
      const isOver = max_uses !== UNLIMITED_USES && count > max_uses && !isOpened;
      if (isOver) faults.push({ sort: "alarm", sequence, message: `A grant of ${max_uses} readings gave out more.` });
    }
    if (line.length > 0 && receipt.claims.uses !== counts.get(grantId))
      faults.push({ sort: "altered", sequence, message: "It does not say how often the grant was used by then." });
  }
  return faults;
}

/** A grant and those above it. */
function lineOf(byId: ReadonlyMap<Hex32, GrantRow>, grantId: Hex32): GrantRow[] {
  const line: GrantRow[] = [];
  for (let grant = byId.get(grantId); grant && !line.includes(grant); grant = byId.get(grant.parent_id))
    line.push(grant);
  return line;
}
