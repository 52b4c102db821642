import { withLease } from "../../database/with-lease.ts";
import type { Gateway } from "../../gateway.ts";
import { breakerOf, readPartner } from "../wire/partner.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { bury } from "./settle-delivery.ts";

/** Lanes of one partner that are under way at once: a slow one does not hold up the others. */
const LANES_AT_ONCE = 8;
/** Lanes taken up in one round; the next takes up others. */
const MAX_LANES = 1_000;

/** Sends what is due to every partner, and returns when that is done. */
export async function deliverTick(gateway: Gateway): Promise<void> {
  await buryOver(gateway);
  const partners = await duePartners(gateway);
  await Promise.all(partners.map((partner) => deliverTo(gateway, partner)));
}

/** Gives up what is over: its receiver would refuse it. */
export async function buryOver(gateway: Gateway): Promise<void> {
  const rows = await gateway.database
    .selectFrom("deliveries")
    .selectAll()
    .where("state", "=", "waiting")
    .where("expires_at_seconds", "<=", gateway.clock())
    .limit(1_000)
    .execute();
  for (const row of rows) await bury(gateway, row, { reason: "EXPIRED" });
}

/**
 * Partners for whom something waits that is due, or that must be tried again. Two look-ups a partner, however much waits:
 * it is asked every quarter of a second, also while one is away for days.
 */
export async function duePartners(gateway: Gateway): Promise<number[]> {
  const due: number[] = [];
  for (
    let partner = await nextWaiting(gateway, 0);
    partner !== undefined;
    partner = await nextWaiting(gateway, partner)
  )
    if (await isDue(gateway, partner)) due.push(partner);
  return due;
}

/** The next partner in the order of their numbers for whom anything waits. */
async function nextWaiting({ database }: Gateway, after: number): Promise<number | undefined> {
  const row = await database
    .selectFrom("deliveries")
    .select("partner")
    .where("state", "=", "waiting")
    .where("partner", ">", after)
    .orderBy("partner")
    .limit(1)
    .executeTakeFirst();
  return row?.partner;
}

async function isDue({ database, clock }: Gateway, partner: number): Promise<boolean> {
  const first = await database
    .selectFrom("deliveries")
    .select("delivery_id")
    .where("state", "=", "waiting")
    .where("partner", "=", partner)
    .where("next_attempt_seconds", "<=", clock())
    .limit(1)
    .executeTakeFirst();
  if (first) return true;
  const { failures, open_until_seconds } = await readPartner(database, partner);
  return failures > 0 && open_until_seconds <= clock();
}

/** Sends what is due to one partner: within a lane one after the other, lanes beside each other. */
export async function deliverTo(gateway: Gateway, partner: number): Promise<void> {
  const breaker = async () => breakerOf(await readPartner(gateway.database, partner), gateway.clock());
  await withLease(gateway.database, `deliveries to ${partner}`, async () => {
    if ((await breaker()) === "halfOpen") await probe(gateway, partner);
    if ((await breaker()) !== "closed") return;
    const due = await laneHeads(gateway, partner)
      .select("lane")
      .where("next_attempt_seconds", "<=", gateway.clock())
      .limit(MAX_LANES)
      .execute();
    const lanes = due.map(({ lane }) => lane);
    await Promise.all(Array.from({ length: LANES_AT_ONCE }, () => drainLanes(gateway, partner, lanes)));
  });
}

/** Whether the partner is back matters to all that waits, so the try does not wait for any delivery's own time. */
async function probe(gateway: Gateway, partner: number): Promise<void> {
  const heads = laneHeads(gateway, partner).selectAll().clearOrderBy().orderBy("next_attempt_seconds");
  const first = await heads.limit(1).executeTakeFirst();
  if (first) await attemptDelivery(gateway, first);
}

/** The oldest waiting delivery of every lane to a partner. */
const laneHeads = ({ database }: Gateway, partner: number) =>
  database
    .selectFrom("deliveries")
    .where("delivery_id", "in", (query) =>
      query
        .selectFrom("deliveries")
        .select((row) => row.fn.min("delivery_id").as("head"))
        .where("state", "=", "waiting")
        .where("partner", "=", partner)
        .groupBy("lane"),
    )
    .orderBy("delivery_id");

/** Takes lanes from the list, one after the other, until none is left. */
async function drainLanes(gateway: Gateway, partner: number, lanes: string[]): Promise<void> {
  for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) await drainLane(gateway, partner, lane);
}

async function drainLane(gateway: Gateway, partner: number, lane: string): Promise<void> {
  for (let mayGoOn = true; mayGoOn; ) {
    const next = await gateway.database
      .selectFrom("deliveries")
      .selectAll()
      .where("state", "=", "waiting")
      .where("partner", "=", partner)
      .where("lane", "=", lane)
      .orderBy("delivery_id")
      .limit(1)
      .executeTakeFirst();
    mayGoOn =
      next !== undefined && next.next_attempt_seconds <= gateway.clock() && (await attemptDelivery(gateway, next));
  }
}
