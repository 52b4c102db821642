import type { Hex32 } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import type { Gateway } from "../gateway.ts";
import { findResult, keepResult, writeRequest } from "../intake/idempotency.ts";
import { itemView } from "../outbox/item-view.ts";
import { queueItem } from "../outbox/items.ts";
import { findOwnDocument } from "../papers/find-document.ts";
import { reasonCode } from "./reason-code.ts";
import type { QueuedView, Writing } from "./views.ts";

export interface WithdrawDocumentInput extends Writing {
  readonly documentId: Hex32;
  /** Name of a row of the SDK's REASONS. */
  readonly reason: string;
}

/**
 * Queues the withdrawal of a document of this member; it goes out once the document is anchored.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, REASON_UNKNOWN, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
 */
export async function withdrawDocument(gateway: Gateway, input: WithdrawDocumentInput): Promise<QueuedView> {
  const { documentId, actor } = input;
  const reason = reasonCode(input.reason);
  await findOwnDocument(gateway, documentId);
  const request = writeRequest("withdrawDocument", input, { documentId, reason });
  const timeSeconds = gateway.clock();
  const itemId = await gateway.database.transaction().execute(async (transaction) => {
    const earlier = await findResult(transaction, request);
    if (earlier !== undefined) return Number(earlier);
    const queued = await queueItem(transaction, { purpose: "withdraw", documentId, payload: { reason } }, timeSeconds);
    await appendAudit(transaction, { action: "withdrawDocument", actor, subject: documentId, timeSeconds });
    await keepResult(transaction, request, { result: String(queued), timeSeconds });
    return queued;
  });
  return { documentId, ...(await itemView(gateway, itemId)) };
}
