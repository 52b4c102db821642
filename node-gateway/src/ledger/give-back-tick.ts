import { appendAudit } from "../audit/append-audit.ts";
import type { Gateway } from "../gateway.ts";
import { queueItem } from "../outbox/items.ts";

/** Draws given back in a round. */
const MAX_DRAWS = 100;

/**
 * One round of giving back: queues it for each certificate of this member that drew and stands no more, whoever withdrew
 * or replaced it and how. Once for each: what the chain refused, an officer tries again.
 */
export async function giveBackTick(gateway: Gateway): Promise<void> {
  const payload = { action: "giveBack", memberId: gateway.memberId } as const;
  const timeSeconds = gateway.clock();
  for (const { balance_id: subjectId, document_id: documentId } of await dueDraws(gateway, JSON.stringify(payload))) {
    await gateway.database.transaction().execute(async (transaction) => {
      await queueItem(transaction, { purpose: "ledger", documentId, subjectId, payload }, timeSeconds);
      const entry = { action: "giveBackByRule", actor: "gateway", subject: subjectId, timeSeconds };
      await appendAudit(transaction, entry);
    });
  }
}

async function dueDraws({ database, memberId }: Gateway, payload: string) {
  return database
    .selectFrom("ledger_events as drawn")
    .innerJoin("tombstones", (join) =>
      join
        .onRef("tombstones.document_id", "=", "drawn.document_id")
        .onRef("tombstones.member_id", "=", "drawn.member_id"),
    )
    .leftJoin("ledger_events as back", (join) =>
      join
        .onRef("back.balance_id", "=", "drawn.balance_id")
        .onRef("back.document_id", "=", "drawn.document_id")
        .onRef("back.member_id", "=", "drawn.member_id")
        .on("back.name", "=", "QuantityGivenBack"),
    )
    .leftJoin("outbox_items as item", (join) =>
      join
        .onRef("item.subject_id", "=", "drawn.balance_id")
        .onRef("item.document_id", "=", "drawn.document_id")
        .on("item.payload", "=", payload),
    )
    .select(["drawn.balance_id", "drawn.document_id"])
    .distinct()
    .where("drawn.name", "=", "QuantityDrawn")
    .where("drawn.member_id", "=", memberId)
    .where("back.name", "is", null)
    .where("item.item_id", "is", null)
    .limit(MAX_DRAWS)
    .execute();
}
