import { kindByName } from "@sealane/sdk";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { chainNow } from "../../sharing/clock.ts";
import { grantStandingFor } from "../../sharing/grant-standing.ts";

export interface BlobQuestion {
  /** The member that asks. */
  readonly peer: number;
  readonly cid: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * A part of a sealed blob, for a member to whom an envelope that names it goes or went; of a paper, while the grant that it
 * was sent under is effective by the index: its key may have arrived before its blob did.
 * @throws GatewayError PEER_BLOB_NOT_SHARED, also for blobs that are not here: who may not know gets one answer.
 * BLOB_CORRUPT, BLOB_UNAVAILABLE.
 */
export async function serveBlob(gateway: Gateway, { peer, cid, offset, length }: BlobQuestion): Promise<Uint8Array> {
  const rows = await gateway.database
    .selectFrom("delivery_attachments")
    .innerJoin("deliveries", "deliveries.delivery_id", "delivery_attachments.delivery_id")
    .leftJoin("grant_deliveries as sent", "sent.delivery_id", "deliveries.delivery_id")
    .leftJoin("documents", "documents.document_id", "sent.document_id")
    .select(["deliveries.type", "sent.grant_id", "documents.kind"])
    .where("delivery_attachments.partner", "=", peer)
    .where("delivery_attachments.cid", "=", cid)
    .where("deliveries.state", "in", ["waiting", "acknowledged"])
    .orderBy("deliveries.delivery_id", "desc")
    .execute();
  for (const row of rows) {
    if (await isOpen(gateway, row)) return (await gateway.blobs.get(cid)).subarray(offset, offset + length);
  }
  throw new GatewayError("PEER_BLOB_NOT_SHARED", "Nothing that goes to this member names the blob, or it may not now.");
}

interface Sent {
  readonly type: string;
  readonly grant_id: string | null;
  readonly kind: string | null;
}

async function isOpen(gateway: Gateway, { type, grant_id, kind }: Sent): Promise<boolean> {
  if (type !== "paper") return true;
  if (grant_id === null || kind === null) return false;
  const question = { timeSeconds: await chainNow(gateway), kind: kindByName(kind as never).code };
  return (await grantStandingFor(gateway.database, grant_id, question)) === "effective";
}
