import { receiptsRoot } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { queueItem } from "../outbox/items.ts";

/** When receipts are anchored: once there are so many, or the oldest has waited so long. */
export const RECEIPT_ANCHORING = { count: 256, ageSeconds: 300, maxCount: 4_096 } as const;

/**
 * Queues the root over the receipts that are under none yet, in the transaction that notes it at each of them, so that
 * every receipt is under one root.
 */
export async function receiptsTick(
  gateway: Gateway,
  { count, ageSeconds, maxCount }: { count: number; ageSeconds: number; maxCount: number } = RECEIPT_ANCHORING,
): Promise<void> {
  const now = gateway.clock();
  const open = await gateway.database
    .selectFrom("reading_receipts")
    .select("sequence")
    .where("root", "is", null)
    .limit(1)
    .executeTakeFirst();
  if (!open) return;
  await gateway.database.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom("reading_receipts")
      .select(["sequence", "receipt", "head", "time_seconds"])
      .where("root", "is", null)
      .orderBy("sequence")
      .limit(maxCount)
      .execute();
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last || (rows.length < count && now - first.time_seconds < ageSeconds)) return;
    const root = receiptsRoot(rows.map(({ receipt }) => receipt));
    const payload = { count: rows.length, head: last.head };
    await queueItem(transaction, { purpose: "receipts", documentId: null, subjectId: root, payload }, now);
    await transaction
      .updateTable("reading_receipts")
      .set({ root })
      .where("sequence", ">=", first.sequence)
      .where("sequence", "<=", last.sequence)
      .execute();
  });
}
