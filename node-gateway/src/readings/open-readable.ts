import type { Hex32, Paper } from "@sealane/sdk";
import type { DocumentRow } from "../database/schema.ts";
import { isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findDocument, openPaper } from "../papers/find-document.ts";
import { type OpenedUnderGrant, type OpenGrantedInput, openGranted } from "./open-granted.ts";

/** A paper that was opened here: one that this member holds, or another member's, under a grant. */
export type Readable =
  | { readonly held: DocumentRow; readonly paper: Paper; readonly opened: null }
  | { readonly held: null; readonly paper: Paper; readonly opened: OpenedUnderGrant };

/**
 * Opens a document that this member may read: its own copy where it holds one and no grant is named, else what came under
 * a grant, which leaves a receipt.
 * @throws GatewayError DOCUMENT_NOT_FOUND, BLOB_*, and those of {@link openGranted}.
 */
export async function openReadable(gateway: Gateway, input: OpenGrantedInput): Promise<Readable> {
  const held = input.grantId === undefined ? await heldOrNothing(gateway, input.documentId) : undefined;
  if (held) return { held, paper: await openPaper(gateway, held), opened: null };
  const opened = await openGranted(gateway, input);
  return { held: null, paper: opened.paper, opened };
}

async function heldOrNothing(gateway: Gateway, documentId: Hex32): Promise<DocumentRow | undefined> {
  return findDocument(gateway, documentId).catch((error: unknown) => {
    if (isCode(error, "DOCUMENT_NOT_FOUND")) return undefined;
    throw error;
  });
}
