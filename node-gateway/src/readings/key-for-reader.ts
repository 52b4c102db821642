import { thumbprintOf, wrapKey } from "@sealane/sdk";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { sealingKeyOf as ownKeyOf, readerKidOf, unwrapOwn } from "../keys/wrapped-keys.ts";
import { sealingKeyOf } from "../sharing/wrap-paper.ts";
import type { JudgedReading } from "./judge-reading.ts";

/**
 * The content key of what was delivered, wrapped for the reader: for the sealing key that it has today where this member
 * can still open the key itself, since a reader may have changed keys since.
 * @throws GatewayError DOCUMENT_NOT_READABLE when nothing was delivered under the grant yet.
 */
export async function keyForReader(gateway: Gateway, { claims }: JudgedReading): Promise<string> {
  const { grantId, documentId, reader } = claims;
  const delivery = await gateway.database
    .selectFrom("grant_deliveries")
    .selectAll()
    .where("grant_id", "=", grantId)
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  // A row without a key says that the paper states nothing that the grant opens.
  if (!delivery?.wrapped_key)
    throw new GatewayError("DOCUMENT_NOT_READABLE", "No paper was sent under the grant, or not yet.");
  const current = await sealingKeyOf(gateway, reader);
  if (!current || thumbprintOf(current) === readerKidOf(delivery.wrapped_key)) return delivery.wrapped_key;
  const document = await gateway.database
    .selectFrom("documents")
    .select("wrapped_key")
    .where("document_id", "=", documentId)
    .where("blob_cid", "=", delivery.blob_cid)
    .executeTakeFirst();
  const own = [delivery.wrapped_key, document?.wrapped_key].find((key) => key && ownKeyOf(gateway.keys, key));
  return own ? wrapKey(await unwrapOwn(gateway.keys, own), current) : delivery.wrapped_key;
}
