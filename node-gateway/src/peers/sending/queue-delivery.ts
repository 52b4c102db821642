import { type Attachment, type Envelope, hexOf, type JsonObject, messageDigest, signEnvelope } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Schema } from "../../database/schema.ts";
import type { Gateway } from "../../gateway.ts";

export interface DeliveryInput {
  /** Number of the member that is to have it. */
  readonly to: number;
  /** A row of `ENVELOPE_TYPES` at the receiver. */
  readonly type: string;
  /** Hex32; what is of one lane arrives in the order it was queued. */
  readonly lane: string;
  readonly content: JsonObject;
  /** Blobs that this gateway holds. */
  readonly attachments: readonly Attachment[];
  readonly expiresAtSeconds: number;
}

/**
 * Signs an envelope and queues it in the transaction that writes down why; its number.
 * @throws SdkError MESSAGE_INVALID.
 */
export async function queueDelivery(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  input: DeliveryInput,
): Promise<number> {
  const { to: partner, type, lane, content, attachments, expiresAtSeconds } = input;
  const envelopeId = hexOf(gateway.randomBytes(32));
  const now = gateway.clock();
  const envelope = signAnew(gateway, {
    ...{ envelopeId, issuer: gateway.memberId, audience: partner },
    ...{ issuedAt: now, expiresAt: expiresAtSeconds, type, lane, content, attachments },
  });
  const { last } = await transaction
    .selectFrom("deliveries")
    .select((row) => row.fn.max("delivery_id").as("last"))
    .executeTakeFirstOrThrow();
  const deliveryId = Number(last ?? 0) + 1;
  await transaction
    .insertInto("deliveries")
    .values({
      ...{ delivery_id: deliveryId, partner, lane, type, envelope_id: envelopeId, ...envelope },
      ...{ state: "waiting", attempts: 0, next_attempt_seconds: now, receipt: null, reason: null },
      ...{ created_at_seconds: now, expires_at_seconds: expiresAtSeconds, settled_at_seconds: null },
    })
    .execute();
  const cids = [...new Set(attachments.map(({ cid }) => cid))];
  if (cids.length > 0) {
    const rows = cids.map((cid) => ({ delivery_id: deliveryId, partner, cid }));
    await transaction.insertInto("delivery_attachments").values(rows).execute();
  }
  return deliveryId;
}

/** An envelope signed with the current key, and its digest, as columns of a delivery. */
export function signAnew(gateway: Gateway, envelope: Envelope): { envelope: string; digest: string } {
  const jws = signEnvelope(envelope, gateway.keys.statement);
  return { envelope: jws, digest: messageDigest(jws) };
}
