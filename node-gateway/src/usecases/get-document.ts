import { type Facts, type Hex32, type Json, ORIGINAL_POINTER } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import type { Gateway } from "../gateway.ts";
import { documentView } from "../papers/document-view.ts";
import { openFields } from "../papers/facts-of.ts";
import { findDocument, openPaper } from "../papers/find-document.ts";
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
  gateway: Gateway,
  { documentId, actor }: Acting & { readonly documentId: Hex32 },
): Promise<OpenedDocument> {
  const row = await findDocument(gateway, documentId);
  const paper = await openPaper(gateway, row);
  const { fields, facts } = openFields(paper.body);
  const timeSeconds = gateway.clock();
  await gateway.database
    .transaction()
    .execute((transaction) =>
      appendAudit(transaction, { action: "getDocument", actor, subject: documentId, timeSeconds }),
    );
  return {
    ...(await documentView(gateway, row)),
    facts,
    fields: fields.map(({ pointer, value }) => ({ pointer, value })),
    statement: paper.statement,
    original: { isHeld: paper.original !== undefined, ...originalOf(fields) },
  };
}

/** What the document says of its original; null where that is not open. */
export function originalOf(fields: readonly { pointer: string; value: Json }[]): {
  mediaType: string | null;
  sizeBytes: number | null;
} {
  const stated = fields.find(({ pointer }) => pointer === ORIGINAL_POINTER)?.value as
    | { mediaType?: string; size?: number }
    | undefined;
  return { mediaType: stated?.mediaType ?? null, sizeBytes: stated?.size ?? null };
}
