import { commitmentOf, wrapKey } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import { crashPoint } from "../crash-points.ts";
import type { Gateway } from "../gateway.ts";
import { queueItem } from "../outbox/items.ts";

/** How long before a period its seed is committed at least: what comes too late is refused by the chain. */
const LEAD_SECONDS = 60;
const SEED_BYTES = 32;
/** Periods that are written down in one round. */
const MAX_AHEAD = 4;

/** What is committed, or on its way to be. */
interface Latest {
  readonly period: number;
  /** End of the latest one that was not refused. */
  readonly endsAtSeconds: number;
}

/**
 * Makes a seed for each period up to the one after the next boundary, seals it for this member's own key, and queues its
 * commitment, each in one transaction. Periods end at whole multiples of their length, in UTC; the first one, and one after
 * a gap, begins as soon as the chain can have its commitment.
 */
export async function commitAhead(gateway: Gateway, periodSeconds: number, nowSeconds: number): Promise<void> {
  if (await isWaiting(gateway, nowSeconds)) return;
  for (let made = 0; made < MAX_AHEAD; made++) {
    const latest = await latestOf(gateway);
    if (latest.endsAtSeconds >= nowSeconds + periodSeconds + LEAD_SECONDS) return;
    const beginsAtSeconds = Math.max(latest.endsAtSeconds, nowSeconds + LEAD_SECONDS);
    const endsAtSeconds = (Math.floor(beginsAtSeconds / periodSeconds) + 1) * periodSeconds;
    await commit(gateway, { period: latest.period + 1, beginsAtSeconds, endsAtSeconds });
  }
}

/** After a refusal the next commitment waits a little: what refused it may last. */
async function isWaiting({ database }: Gateway, nowSeconds: number): Promise<boolean> {
  const newest = await database
    .selectFrom("draw_seeds")
    .leftJoin("outbox_items as item", "item.subject_id", "draw_seeds.commitment")
    .select(["item.state", "item.created_at_seconds"])
    .orderBy("draw_seeds.period", "desc")
    .orderBy("item.item_id", "desc")
    .limit(1)
    .executeTakeFirst();
  const isRefused = newest?.state === "refused" || newest?.state === "cancelled";
  return isRefused && (newest.created_at_seconds ?? 0) + LEAD_SECONDS > nowSeconds;
}

interface NewPeriod {
  readonly period: number;
  readonly beginsAtSeconds: number;
  readonly endsAtSeconds: number;
}

async function commit(gateway: Gateway, { period, beginsAtSeconds, endsAtSeconds }: NewPeriod): Promise<void> {
  const { memberId, database, keys } = gateway;
  const seed = gateway.randomBytes(SEED_BYTES);
  const { x, y } = keys.sealing;
  const row = {
    ...{ period, begins_at_seconds: beginsAtSeconds, ends_at_seconds: endsAtSeconds },
    ...{ commitment: commitmentOf(memberId, period, seed), wrapped_key: await wrapKey(seed, { x, y }) },
  };
  const payload = { action: "commit", period, beginsAtSeconds, endsAtSeconds } as const;
  const timeSeconds = gateway.clock();
  await database.transaction().execute(async (transaction) => {
    await transaction.insertInto("draw_seeds").values(row).execute();
    const subjectId = row.commitment;
    await queueItem(transaction, { purpose: "selection", documentId: null, subjectId, payload }, timeSeconds);
    await appendAudit(transaction, { action: "commitSeed", actor: "gateway", subject: subjectId, timeSeconds });
    crashPoint("seed:before-commit");
  });
  crashPoint("seed:after-commit");
}

/** A refused commitment uses up its number and no time; one that only the chain knows, of a lost database, uses up both. */
async function latestOf({ database, memberId }: Gateway): Promise<Latest> {
  const own = await database
    .selectFrom("draw_seeds")
    .select(["period", "ends_at_seconds"])
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom("outbox_items as item")
            .select("item.item_id")
            .whereRef("item.subject_id", "=", "draw_seeds.commitment")
            .where("item.state", "in", ["refused", "cancelled"]),
        ),
      ),
    )
    .orderBy("period", "desc")
    .limit(1)
    .executeTakeFirst();
  const numbered = await database
    .selectFrom("draw_seeds")
    .select((row) => row.fn.max("period").as("last"))
    .executeTakeFirstOrThrow();
  const chained = await database
    .selectFrom("selection_events")
    .select(["period", "ends_at_seconds"])
    .where("member_id", "=", memberId)
    .where("name", "=", "SeedCommitted")
    .orderBy("period", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    period: Math.max(numbered.last ?? 0, chained?.period ?? 0),
    endsAtSeconds: Math.max(own?.ends_at_seconds ?? 0, chained?.ends_at_seconds ?? 0),
  };
}
