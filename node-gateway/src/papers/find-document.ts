import type { Hex32, Paper } from "@sealane/sdk";
import type { DocumentRow } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { unsealPaper } from "./seal-paper.ts";

/** A document held here. @throws GatewayError DOCUMENT_NOT_FOUND */
export async function findDocument(gateway: Gateway, documentId: Hex32): Promise<DocumentRow> {
  const row = await gateway.database
    .selectFrom("documents")
    .selectAll()
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  if (!row) throw new GatewayError("DOCUMENT_NOT_FOUND", "No document of that id is held here.");
  return row;
}

/** A document of this member. @throws GatewayError DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN */
export async function findOwnDocument(gateway: Gateway, documentId: Hex32): Promise<DocumentRow> {
  const row = await findDocument(gateway, documentId);
  if (row.issuer === gateway.memberId) return row;
  throw new GatewayError(
    "DOCUMENT_NOT_OWN",
    "Another member issued the document; only its issuer can change its state.",
  );
}

/** The paper of a document held here. @throws BLOB_NOT_FOUND, BLOB_CORRUPT, BLOB_UNAVAILABLE */
export const openPaper = (gateway: Gateway, row: DocumentRow): Promise<Paper> =>
  unsealPaper(gateway, { blobCid: row.blob_cid, wrappedKey: row.wrapped_key });
