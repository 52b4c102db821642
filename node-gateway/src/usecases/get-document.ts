import type { Facts, Hex32 } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { Acting, DocumentView } from "./views.ts";

/** A document opened: what it states, beside where it stands. */
export interface OpenedDocument extends DocumentView {
  readonly facts: Facts;
  /** Field values by RFC 6901 pointer, in the document's order. */
  readonly fields: readonly { readonly pointer: string; readonly value: unknown }[];
  /** The signed statement, compact JWS. */
  readonly statement: string;
  readonly original: { readonly isHeld: boolean; readonly mediaType: string | null; readonly sizeBytes: number | null };
}

/** Opens a document this member can read, and writes the opening into the audit log. @throws DOCUMENT_NOT_FOUND, BLOB_* */
export async function getDocument(
  _gateway: Gateway,
  _input: Acting & { readonly documentId: Hex32 },
): Promise<OpenedDocument> {
  throw new Error("not written yet");
}
