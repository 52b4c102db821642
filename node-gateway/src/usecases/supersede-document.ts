import type { Hex32 } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { SubmitDocumentInput } from "./submit-document.ts";
import type { DocumentView } from "./views.ts";

export interface SupersedeDocumentInput extends SubmitDocumentInput {
  /** The document whose place the new one takes. */
  readonly documentId: Hex32;
  /** Name of a row of the SDK's REASONS. */
  readonly reason: string;
}

/**
 * Takes the newer document, linked to the older; once both are anchored the outbox tells the chain.
 * @throws those of submitDocument; DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, DOCUMENT_NOT_CURRENT, DOCUMENT_KIND_DIFFERS,
 * REASON_UNKNOWN.
 */
export async function supersedeDocument(_gateway: Gateway, _input: SupersedeDocumentInput): Promise<DocumentView> {
  throw new Error("not written yet");
}
