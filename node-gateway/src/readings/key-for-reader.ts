import { wrapKey } from "@sealane/sdk";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { unwrapOwn } from "../keys/wrapped-keys.ts";
import { sealingKeyOf } from "../sharing/wrap-paper.ts";
import type { JudgedReading } from "./judge-reading.ts";

/**
 * The content key of what was delivered, wrapped for the sealing key that the reader has today.
 * @throws GatewayError DOCUMENT_NOT_READABLE when nothing was delivered under the grant, or the reader has no sealing key.
 */
export async function keyForReader(gateway: Gateway, { claims }: JudgedReading): Promise<string> {
  const { grantId, documentId, reader } = claims;
  const delivery = await gateway.database
    .selectFrom("grant_deliveries")
    .select("wrapped_key")
    .where("grant_id", "=", grantId)
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  // A row without a key says that the paper states nothing that the grant opens.
  if (!delivery?.wrapped_key)
    throw new GatewayError("DOCUMENT_NOT_READABLE", "No paper was sent under the grant, or not yet.");
  const current = await sealingKeyOf(gateway, reader);
  if (!current) throw new GatewayError("DOCUMENT_NOT_READABLE", "The reader has no sealing key that is valid now.");
  return wrapKey(await unwrapOwn(gateway.keys, delivery.wrapped_key), current);
}
