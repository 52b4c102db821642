import type { Gateway } from "../../gateway.ts";
import { readMembers } from "../../indexer/members.ts";
import { type Breaker, breakerOf, readPartner } from "../wire/partner.ts";

/** How another member's gateway is reached. */
export interface PartnerView {
  readonly memberId: number;
  readonly gatewayUrl: string;
  /** `open`: it did not answer, and is left alone for a short while; `halfOpen`: one call may try. */
  readonly breaker: Breaker;
  /** Calls in a row without an answer. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastErrorSeconds: number | null;
  readonly lastOkSeconds: number | null;
  readonly waiting: number;
  readonly dead: number;
  /** Age of what waits longest; 0 when nothing does. */
  readonly oldestWaitingSeconds: number;
  readonly reconciledAtSeconds: number | null;
  readonly alarm: string | null;
}

/** Every other member that has a gateway, or to whom something went. */
export async function listPartners(gateway: Gateway): Promise<PartnerView[]> {
  const { database } = gateway;
  const counts = await database
    .selectFrom("deliveries")
    .select((row) => ["partner", "state", row.fn.countAll<number>().as("count")])
    .select((row) => row.fn.min("created_at_seconds").as("oldest"))
    .where("state", "in", ["waiting", "dead"])
    .groupBy(["partner", "state"])
    .execute();
  const members = await readMembers(database);
  const partners = members.filter(({ member }) => member.memberId !== gateway.memberId);
  return Promise.all(
    partners.map(async ({ member: { memberId }, gatewayUrl }) => {
      const row = await readPartner(database, memberId);
      const of = (state: string) => counts.find((it) => it.partner === memberId && it.state === state);
      const oldest = of("waiting")?.oldest;
      return {
        ...{ memberId, gatewayUrl, breaker: breakerOf(row, gateway.clock()), failures: row.failures },
        ...{ lastError: row.last_error, lastErrorSeconds: row.last_error_seconds, lastOkSeconds: row.last_ok_seconds },
        ...{ waiting: Number(of("waiting")?.count ?? 0), dead: Number(of("dead")?.count ?? 0) },
        oldestWaitingSeconds: oldest === undefined ? 0 : Math.max(0, gateway.clock() - Number(oldest)),
        ...{ reconciledAtSeconds: row.reconciled_at_seconds, alarm: row.alarm },
      };
    }),
  );
}
