import { type Hex32, hexOf } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { queueItem, type SelectionAction } from "../outbox/items.ts";
import { openSeed } from "./draw-for.ts";
import { type IndexedPeriod, periodOfRow, selectPeriods } from "./periods.ts";

/** Seeds revealed in a round. */
const MAX_SEEDS = 20;

/**
 * Queues the reveal of each seed of this member whose period is over, by the time of the chain's own blocks: only then is
 * no block of the period to come. Once for each; what the chain refused, an officer tries again.
 */
export async function revealOver(gateway: Gateway, blockTimeSeconds: number): Promise<void> {
  for (const found of await overPeriods(gateway, blockTimeSeconds)) {
    const seed = await openSeed(gateway, found);
    if (seed === undefined) continue;
    const { commitment: subjectId, period } = found;
    const payload = { action: "reveal", period, seed: hexOf(seed) } as const;
    const timeSeconds = gateway.clock();
    await gateway.database.transaction().execute(async (transaction) => {
      await queueItem(transaction, { purpose: "selection", documentId: null, subjectId, payload }, timeSeconds);
      await appendAudit(transaction, { action: "revealSeed", actor: "gateway", subject: subjectId, timeSeconds });
    });
  }
}

async function overPeriods({ database, memberId }: Gateway, blockTimeSeconds: number): Promise<IndexedPeriod[]> {
  const rows = await selectPeriods(database)
    .where("made.member_id", "=", memberId)
    .where("made.ends_at_seconds", "<=", blockTimeSeconds)
    .where("out.seed", "is", null)
    .limit(MAX_SEEDS)
    .execute();
  const over = rows.map(periodOfRow);
  const isTold = await Promise.all(over.map(({ commitment }) => isQueued(database, commitment)));
  return over.filter((_, i) => !isTold[i]);
}

async function isQueued(database: Database, commitment: Hex32): Promise<boolean> {
  const items = await database
    .selectFrom("outbox_items")
    .select("payload")
    .where("purpose", "=", "selection")
    .where("subject_id", "=", commitment)
    .execute();
  return items.some(({ payload }) => (JSON.parse(payload) as SelectionAction).action === "reveal");
}
