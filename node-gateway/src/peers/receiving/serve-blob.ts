import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";

export interface BlobQuestion {
  /** The member that asks. */
  readonly peer: number;
  readonly cid: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * A part of a sealed blob, for a member to whom an envelope that names it goes or went.
 * @throws GatewayError PEER_BLOB_NOT_SHARED, also for blobs that are not here: who may not know gets one answer.
 * BLOB_CORRUPT, BLOB_UNAVAILABLE.
 */
export async function serveBlob(gateway: Gateway, { peer, cid, offset, length }: BlobQuestion): Promise<Uint8Array> {
  const row = await gateway.database
    .selectFrom("delivery_attachments")
    .innerJoin("deliveries", "deliveries.delivery_id", "delivery_attachments.delivery_id")
    .select("deliveries.delivery_id")
    .where("delivery_attachments.partner", "=", peer)
    .where("delivery_attachments.cid", "=", cid)
    .where("deliveries.state", "in", ["waiting", "acknowledged"])
    .executeTakeFirst();
  if (!row) throw new GatewayError("PEER_BLOB_NOT_SHARED", "Nothing that goes to this member names the blob.");
  return (await gateway.blobs.get(cid)).subarray(offset, offset + length);
}
