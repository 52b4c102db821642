import type { Facts, KindName, Link } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { DocumentView, Writing } from "./views.ts";

export interface SubmitDocumentInput extends Writing {
  /** The document as it is; a stream is spooled to disk and limited while it arrives. */
  readonly original: Uint8Array | AsyncIterable<Uint8Array>;
  readonly mediaType?: string;
  /** Needed when the format does not say it. */
  readonly kind?: KindName;
  /** Facts given beside an opaque original. */
  readonly facts?: Facts;
  /** UCR or other reference of the consignment; the document's own UCR by default. */
  readonly consignment?: string;
  readonly links?: readonly Link[];
}

/**
 * Takes a document: seals it, writes it down and queues it for the chain, all in one database transaction.
 * @throws GatewayError INTAKE_TOO_LARGE, INTAKE_EMPTY, IDEMPOTENCY_CONFLICT, CONSIGNMENT_MISSING,
 * DOCUMENT_NUMBER_MISSING, BLOB_UNAVAILABLE; SdkError of preparing the document.
 */
export async function submitDocument(_gateway: Gateway, _input: SubmitDocumentInput): Promise<DocumentView> {
  throw new Error("not written yet");
}
