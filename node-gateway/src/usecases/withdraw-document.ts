import type { Hex32 } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { QueuedView, Writing } from "./views.ts";

export interface WithdrawDocumentInput extends Writing {
  readonly documentId: Hex32;
  /** Name of a row of the SDK's REASONS. */
  readonly reason: string;
}

/**
 * Queues the withdrawal of a document of this member; it goes out once the document is anchored.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, REASON_UNKNOWN, IDEMPOTENCY_CONFLICT
 */
export async function withdrawDocument(_gateway: Gateway, _input: WithdrawDocumentInput): Promise<QueuedView> {
  throw new Error("not written yet");
}
