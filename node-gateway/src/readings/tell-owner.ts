import type { Gateway } from "../gateway.ts";
import { askPeer } from "../peers/sending/ask-peer.ts";
import type { GrantedPaper } from "./granted-papers.ts";

/**
 * Tells the owner of a paper that what it sent is not what it granted: only it can send it again. Nobody waits for it: an
 * owner that is down now hears of it at the next try.
 */
export async function tellOwner(gateway: Gateway, { shared }: Pick<GrantedPaper, "shared">): Promise<void> {
  const { grant_id: grantId, document_id: documentId, issuer } = shared;
  gateway.log.error({ grantId, documentId, issuer }, "A paper that was shared does not open as it was granted.");
  await askPeer(gateway, issuer, {
    method: "POST",
    path: "/peer/v1/readings/faults",
    body: { grantId, documentId },
  }).catch(() => undefined);
}
