import type { Database } from "../../database/database.ts";
import type { PartnerRow } from "../../database/schema/peers.ts";
import type { Gateway } from "../../gateway.ts";
import { jitter } from "./jitter.ts";

/** Calls without an answer in a row after which a partner is left alone for a while. */
export const BREAKER_FAILURES = 5;
const FIRST_PAUSE_SECONDS = 5;
const MAX_PAUSE_SECONDS = 60;
/** How long the one call that tries whether a partner is back keeps others off. */
const PROBE_SECONDS = 30;
/** A success is noted this often: writing each down would cost as much as the call. */
const OK_NOTED_SECONDS = 60;

/** `closed`: calls go. `open`: none does. `halfOpen`: one may try. */
export type Breaker = "closed" | "open" | "halfOpen";

const unseen = (memberId: number): PartnerRow => ({
  member_id: memberId,
  failures: 0,
  open_until_seconds: 0,
  last_error: null,
  last_error_seconds: null,
  last_ok_seconds: null,
  reconciled_at_seconds: null,
  alarm: null,
});

/** How calls to a member went so far. */
export async function readPartner(database: Database, memberId: number): Promise<PartnerRow> {
  const row = await database.selectFrom("partners").selectAll().where("member_id", "=", memberId).executeTakeFirst();
  return row ?? unseen(memberId);
}

/** What the breaker of a partner lets through now. */
export function breakerOf({ failures, open_until_seconds: until }: PartnerRow, nowSeconds: number): Breaker {
  if (failures < BREAKER_FAILURES) return "closed";
  return nowSeconds < until ? "open" : "halfOpen";
}

/** Changes a partner's row, which is made when there is none. */
export async function writePartner(
  database: Database,
  memberId: number,
  change: Partial<Omit<PartnerRow, "member_id">>,
): Promise<void> {
  await database
    .insertInto("partners")
    .values({ ...unseen(memberId), ...change })
    .onConflict((conflict) => conflict.column("member_id").doUpdateSet(change))
    .execute();
}

/** Takes the one call that a half-open breaker lets through; false when another has it. */
export async function takeProbe({ database, clock }: Gateway, row: PartnerRow): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("partners")
    .set({ open_until_seconds: clock() + PROBE_SECONDS })
    .where("member_id", "=", row.member_id)
    .where("open_until_seconds", "=", row.open_until_seconds)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes that a partner answered. What waited only because it did not is due again at once. */
export async function noteAnswer({ database, clock }: Gateway, row: PartnerRow): Promise<void> {
  const now = clock();
  const isFresh = row.last_ok_seconds !== null && now - row.last_ok_seconds < OK_NOTED_SECONDS;
  if (row.failures === 0 && isFresh) return;
  await writePartner(database, row.member_id, { failures: 0, open_until_seconds: 0, last_ok_seconds: now });
  if (row.failures < BREAKER_FAILURES) return;
  await database
    .updateTable("deliveries")
    .set({ next_attempt_seconds: now })
    .where("partner", "=", row.member_id)
    .where("state", "=", "waiting")
    .where("next_attempt_seconds", ">", now)
    .execute();
}

/** Notes that a partner did not answer, or not to us: after some of these in a row it is left alone, longer each time. */
export async function noteFault(gateway: Gateway, memberId: number, code: string): Promise<void> {
  const now = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    const { failures } = await readPartner(transaction, memberId);
    const opened = Math.max(0, failures + 1 - BREAKER_FAILURES);
    const pause = jitter(gateway, Math.min(MAX_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** opened));
    const fault = { failures: failures + 1, last_error: code, last_error_seconds: now };
    await writePartner(transaction, memberId, { ...fault, open_until_seconds: now + pause });
  });
}
