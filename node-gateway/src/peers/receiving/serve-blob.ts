import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { mayGo } from "../sending/under-grant.ts";

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
    .select(["deliveries.delivery_id", "deliveries.type"])
    .where("delivery_attachments.partner", "=", peer)
    .where("delivery_attachments.cid", "=", cid)
    .where("deliveries.state", "in", ["waiting", "acknowledged"])
    .orderBy("deliveries.delivery_id", "desc")
    .execute();
  for (const row of rows) {
    if (await mayGo(gateway, row)) return (await gateway.blobs.get(cid)).subarray(offset, offset + length);
  }
  throw new GatewayError("PEER_BLOB_NOT_SHARED", "Nothing that goes to this member names the blob, or it may not now.");
}
