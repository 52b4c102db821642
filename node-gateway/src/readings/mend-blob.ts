import { type Attachment, readEnvelope } from "@sealane/sdk";
import type { SharedPaperRow } from "../database/schema/sharing.ts";
import { GatewayError, isCode, isRetryable } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { fetchBlob } from "../peers/fetching/fetch-blob.ts";
import type { GrantedPaper } from "./granted-papers.ts";
import { tellOwner } from "./tell-owner.ts";

/**
 * Fetches the sealed blob of a shared paper again from its owner, when `error` says that it is damaged or lost here: that
 * is a fault of this gateway, of which its log and, until it is mended, /readyz tell. Only an owner whose bytes are not
 * those that the CID names hears of it.
 * @throws GatewayError PEER_UNAVAILABLE while the owner is away, BLOB_UNAVAILABLE, STORAGE_UNAVAILABLE; else `error`.
 */
export async function mendBlob(gateway: Gateway, granted: Pick<GrantedPaper, "shared">, error: unknown): Promise<void> {
  if (!isCode(error, "BLOB_CORRUPT") && !isCode(error, "BLOB_NOT_FOUND")) throw error;
  const { grant_id: grantId, document_id: documentId, issuer } = granted.shared;
  const about = { grantId, documentId, issuer, code: error.code };
  gateway.log.error(about, "The blob of a shared paper is damaged or lost here; its owner is asked for it again.");
  const attachment = await attachmentOf(gateway, granted.shared);
  if (!attachment) throw error;
  try {
    await fetchBlob(gateway, issuer, attachment);
  } catch (cause) {
    if (isCode(cause, "PEER_ANSWER_FALSE")) await tellOwner(gateway, granted);
    if (!isRetryable(cause)) throw error;
    if (!isCode(cause, "PEER_UNAVAILABLE")) throw cause;
    const message = "This gateway's blob of the paper is damaged, and the paper's owner, who has it, does not answer.";
    throw new GatewayError("PEER_UNAVAILABLE", message, cause);
  }
  gateway.log.info(about, "The blob of a shared paper came again from its owner.");
}

/** The blob as the envelope that brought the paper named it. */
async function attachmentOf({ database }: Gateway, shared: SharedPaperRow): Promise<Attachment | undefined> {
  const row = await database
    .selectFrom("envelopes")
    .select("envelope")
    .where("issuer", "=", shared.issuer)
    .where("envelope_id", "=", shared.envelope_id)
    .executeTakeFirst();
  return row && readEnvelope(row.envelope).claims.attachments.find(({ cid }) => cid === shared.blob_cid);
}
