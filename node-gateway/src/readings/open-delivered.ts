import { openBody, opensField, type Paper, SdkError } from "@sealane/sdk";
import { GatewayError, isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { unsealPaper } from "../papers/seal-paper.ts";
import type { GrantedPaper } from "./granted-papers.ts";
import { mendBlob } from "./mend-blob.ts";
import { tellOwner } from "./tell-owner.ts";

/**
 * Opens what came under a grant, and checks that it is what was granted: the document and statement that were announced,
 * and no field beyond the scope. If it is not, its owner is told, since only it can send it again; what is damaged here is
 * fetched again first.
 * @throws GatewayError SHARED_PAPER_INVALID, and those of {@link mendBlob}.
 */
export async function openDelivered(gateway: Gateway, granted: GrantedPaper, wrappedKey: string): Promise<Paper> {
  try {
    const sealed = { blobCid: granted.shared.blob_cid, wrappedKey };
    const paper = await unsealPaper(gateway, sealed).catch(async (error: unknown) => {
      await mendBlob(gateway, granted, error);
      return unsealPaper(gateway, sealed);
    });
    const fault = faultOf(granted, paper);
    if (fault) throw new GatewayError("SHARED_PAPER_INVALID", fault);
    return paper;
  } catch (error) {
    const isOurs = !(error instanceof SdkError);
    if (isOurs && !isCode(error, "SHARED_PAPER_INVALID")) throw error;
    await tellOwner(gateway, granted);
    if (isOurs) throw error;
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
