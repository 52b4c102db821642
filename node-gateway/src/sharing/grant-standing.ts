import { type Hex32, ZERO_HEX32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import { readMembers } from "../indexer/members.ts";
import { findAgreement, isAgreed } from "./agreement-standing.ts";
import { lineOf } from "./grant-line.ts";

/**
 * How a grant stands by the index: `asleep` when an agreement that it or one above it is under is not in force or does
 * not cover it, `suspended` when a member of its line is. Only what is `effective` opens anything.
 */
export type GrantStanding = "effective" | "withdrawn" | "over" | "suspended" | "asleep" | "unknown";

/**
 * How a grant and all above it stand at a moment: what is for good before what may pass. It follows
 * `AccessRegistry.isEffective`; of a kind, `AccessRegistry.opens`.
 * @param kind Code of the kind of a paper that it is to open: of a consignment's grant some agreement may cover one kind
 * and not another.
 */
export async function grantStandingFor(
  database: Database,
  grantId: Hex32,
  { timeSeconds, kind }: { readonly timeSeconds: number; readonly kind?: number },
): Promise<GrantStanding> {
  const line = await lineOf(database, grantId);
  const [grant] = line;
  if (!grant || (kind !== undefined && grant.is_consignment === 0 && grant.kind !== kind)) return "unknown";
  if (await isWithdrawn(database, line)) return "withdrawn";
  if (line.some((one) => timeSeconds >= one.valid_until_seconds)) return "over";
  if (!(await areActive(database, line))) return "suspended";
  const covered = await areAgreed(database, line, { timeSeconds, kind: kind ?? grant.kind });
  return covered ? "effective" : "asleep";
}

/** The same without a kind in particular: that of its document; of a consignment, any. */
export const grantStanding = (database: Database, grantId: Hex32, timeSeconds: number): Promise<GrantStanding> =>
  grantStandingFor(database, grantId, { timeSeconds });

async function isWithdrawn(database: Database, line: readonly GrantRow[]): Promise<boolean> {
  const ids = line.map(({ grant_id }) => grant_id);
  const row = await database
    .selectFrom("grant_withdrawals")
    .select("grant_id")
    .where("grant_id", "in", ids)
    .executeTakeFirst();
  return row !== undefined;
}

async function areActive(database: Database, line: readonly GrantRow[]): Promise<boolean> {
  const ids = [...new Set(line.flatMap(({ granter, reader }) => [granter, reader]))];
  const members = await readMembers(database, ids);
  const active = members.filter(({ member }) => member.status === "active");
  return active.length === ids.length;
}

async function areAgreed(
  database: Database,
  line: readonly GrantRow[],
  { timeSeconds, kind }: { timeSeconds: number; kind: number },
): Promise<boolean> {
  for (const { agreement_id, granter, reader } of line) {
    if (agreement_id === ZERO_HEX32) continue;
    const agreement = await findAgreement(database, agreement_id);
    if (!agreement || !isAgreed(agreement, { granter, reader, kind }, timeSeconds)) return false;
  }
  return true;
}
