import { type Facts, type Hex32, type Json, ORIGINAL_POINTER } from "@sealane/sdk";
import { noteAudit } from "../audit/append-audit.ts";
import type { Gateway } from "../gateway.ts";
import { documentView, sharedView } from "../papers/document-view.ts";
import { openFields } from "../papers/facts-of.ts";
import { type ReadingGrantView, readingGrantView } from "../readings/grant-view.ts";
import { openReadable, type Readable } from "../readings/open-readable.ts";
import type { Acting, DocumentView } from "./views.ts";

/** A document opened: what it states, beside where it stands. */
export interface OpenedDocument extends DocumentView {
  readonly facts: Facts;
  /** Field values by RFC 6901 pointer, in the document's order. */
  readonly fields: readonly { readonly pointer: string; readonly value: unknown }[];
  /** The signed statement, compact JWS. */
  readonly statement: string;
  /** What it was opened under when another member shared it; null for what is held here. */
  readonly grant: ReadingGrantView | null;
  readonly original: { readonly isHeld: boolean; readonly mediaType: string | null; readonly sizeBytes: number | null };
}

/**
 * Opens a document this member can read, and writes the opening into the audit log; another member's leaves a receipt.
 * @throws DOCUMENT_NOT_FOUND, BLOB_*, and those of openGranted.
 */
export async function getDocument(
  gateway: Gateway,
  { documentId, grantId, actor }: Acting & { readonly documentId: Hex32; readonly grantId?: Hex32 },
): Promise<OpenedDocument> {
  const readable = await openReadable(gateway, { documentId, grantId, actor });
  const { paper } = readable;
  const { fields, facts } = openFields(paper.body);
  const timeSeconds = gateway.clock();
  await noteAudit(gateway.database, { action: "getDocument", actor, subject: documentId, timeSeconds });
  return {
    ...(await viewOf(gateway, readable, documentId)),
    facts,
    fields: fields.map(({ pointer, value }) => ({ pointer, value })),
    statement: paper.statement,
    original: { isHeld: paper.original !== undefined, ...originalOf(fields) },
  };
}

async function viewOf(gateway: Gateway, { held, opened }: Readable, documentId: Hex32) {
  if (held) return { ...(await documentView(gateway, held)), grant: null };
  const row = await gateway.database
    .selectFrom("shared_papers")
    .selectAll()
    .where("grant_id", "=", opened.grantId)
    .where("document_id", "=", documentId)
    .executeTakeFirstOrThrow();
  const grant = await readingGrantView(gateway.database, { ...opened, documentId });
  return { ...(await sharedView(gateway, row)), grant };
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
