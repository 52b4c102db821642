import { appendEvents } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import type { QueuedItem } from "./items.ts";

/** Marks items that the chain would not take; they stay visible with the reason and hold nobody up. What is given up meanwhile stays so. */
export async function refuseItems(gateway: Gateway, items: readonly QueuedItem[], reason: string): Promise<void> {
  const documents = items.flatMap(({ purpose, documentId }) => (purpose === "anchor" ? [documentId] : []));
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("outbox_items")
      .set({ state: "refused", refusal: reason })
      .where(
        "item_id",
        "in",
        items.map(({ itemId }) => itemId),
      )
      .where("state", "in", ["waiting", "signed"])
      .execute();
    if (documents.length === 0) return;
    const refused = await transaction
      .updateTable("documents")
      .set({ state: "refused", refusal: reason })
      .where("document_id", "in", documents)
      .where("state", "in", ["accepted", "submitted"])
      .returning(["document_id", "kind"])
      .execute();
    await appendEvents(
      transaction,
      refused.map(({ document_id, kind }) => ({
        type: "sealane.document.refused",
        subject: document_id,
        data: { kind, reason },
        timeSeconds,
        // Tried again it may be refused again, which is news.
        occasion: [reason, timeSeconds],
      })),
    );
  });
  gateway.log.warn({ reason, count: items.length }, "The chain would refuse what waits in the outbox; it is not sent.");
}
