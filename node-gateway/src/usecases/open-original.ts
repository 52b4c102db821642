import { bytesOfBase64url, type Hex32 } from "@sealane/sdk";
import { noteAudit } from "../audit/append-audit.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { openFields } from "../papers/facts-of.ts";
import { openReadable } from "../readings/open-readable.ts";
import { originalOf } from "./get-document.ts";
import type { Acting } from "./views.ts";

export interface OpenedOriginal {
  readonly documentId: Hex32;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * The bytes a document came from, as they were taken in.
 * @throws DOCUMENT_NOT_FOUND, ORIGINAL_NOT_HELD, BLOB_*, and those of openGranted.
 */
export async function openOriginal(
  gateway: Gateway,
  { documentId, grantId, actor }: Acting & { readonly documentId: Hex32; readonly grantId?: Hex32 },
): Promise<OpenedOriginal> {
  const { original, body } = (await openReadable(gateway, { documentId, grantId, actor, withOriginal: true })).paper;
  if (original === undefined) {
    throw new GatewayError("ORIGINAL_NOT_HELD", "The document came without its original bytes.");
  }
  const timeSeconds = gateway.clock();
  await noteAudit(gateway.database, { action: "openOriginal", actor, subject: documentId, timeSeconds });
  const { mediaType } = originalOf(openFields(body).fields);
  return { documentId, mediaType: mediaType ?? "application/octet-stream", bytes: bytesOfBase64url(original) };
}
