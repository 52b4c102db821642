import { openBody, opensField, type Paper, SdkError } from "@sealane/sdk";
import { GatewayError, isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { unsealPaper } from "../papers/seal-paper.ts";
import { askPeer } from "../peers/sending/ask-peer.ts";
import type { GrantedPaper } from "./granted-papers.ts";

/**
 * Opens what came under a grant, and checks that it is what was granted: the document and statement that were announced,
 * and no field beyond the scope. If it is not, its owner is told, since only it can send it again.
 * @throws GatewayError SHARED_PAPER_INVALID, BLOB_NOT_FOUND, BLOB_CORRUPT, BLOB_UNAVAILABLE.
 */
export async function openDelivered(gateway: Gateway, granted: GrantedPaper, wrappedKey: string): Promise<Paper> {
  try {
    const paper = await unsealPaper(gateway, { blobCid: granted.shared.blob_cid, wrappedKey });
    const fault = faultOf(granted, paper);
    if (fault) throw new GatewayError("SHARED_PAPER_INVALID", fault);
    return paper;
  } catch (error) {
    if (isCode(error, "BLOB_UNAVAILABLE")) throw error;
    await tellOwner(gateway, granted);
    if (!(error instanceof SdkError)) throw error;
    throw new GatewayError("SHARED_PAPER_INVALID", "What its owner sent does not open; the owner is told.", error);
  }
}

function faultOf({ shared, scope }: GrantedPaper, { statement, body, original }: Paper): string | undefined {
  if (statement !== shared.statement) return "What its owner sent holds another statement than was announced.";
  const { documentId, fields } = openBody(body);
  if (documentId !== shared.document_id) return "What its owner sent is another document than was announced.";
  const isWider = fields.some(({ pointer }) => !opensField(scope, pointer));
  if (isWider || (original !== undefined && !opensField(scope, "")))
    return "What its owner sent opens more than it granted.";
  return undefined;
}

/** Nobody waits for it: an owner that is down now hears of it at the next try. */
async function tellOwner(gateway: Gateway, { shared }: GrantedPaper): Promise<void> {
  const { grant_id: grantId, document_id: documentId, issuer } = shared;
  gateway.log.error({ grantId, documentId, issuer }, "A paper that was shared does not open as it was granted.");
  await askPeer(gateway, issuer, {
    method: "POST",
    path: "/peer/v1/readings/faults",
    body: { grantId, documentId },
  }).catch(() => undefined);
}
