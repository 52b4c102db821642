import type { Hex32 } from "@sealane/sdk";
import { noteAudit } from "../audit/append-audit.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findGrant } from "../sharing/grant-line.ts";

/**
 * Writes down that a reader could not open what this member sent it, for its officers to look into.
 * @throws GatewayError READING_INVALID when it was not sent that document under a grant of its own.
 */
export async function serveFault(
  gateway: Gateway,
  { peer, grantId, documentId }: { readonly peer: number; readonly grantId: Hex32; readonly documentId: Hex32 },
): Promise<void> {
  const grant = await findGrant(gateway.database, grantId);
  if (grant?.owner !== gateway.memberId || grant.reader !== peer)
    throw new GatewayError("READING_INVALID", "The grant is not its reader's.");
  const sent = await gateway.database
    .selectFrom("grant_deliveries")
    .select("delivery_id")
    .where("grant_id", "=", grantId)
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  if (!sent) throw new GatewayError("READING_INVALID", "The document was not sent under the grant.");
  gateway.log.error({ grantId, documentId, reader: peer }, "A reader cannot open what was shared with it.");
  const fact = { action: "sharedPaperFault", actor: `member:${peer}`, subject: documentId };
  const timeSeconds = gateway.clock();
  await noteAudit(gateway.database, { ...fact, timeSeconds });
}
