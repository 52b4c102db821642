import { createHmac } from "node:crypto";

/** Length of a secret in bytes (Standard Webhooks: 24 to 64). */
export const SECRET_BYTES = { min: 24, max: 64 };

/** The bytes of a secret in base64, with or without the prefix `whsec_`; undefined when it is none. */
export function secretBytes(secret: string): Uint8Array | undefined {
  const text = secret.replace(/^whsec_/, "");
  const bytes = Buffer.from(text, "base64");
  const isWhole = bytes.toString("base64") === text && bytes.length >= SECRET_BYTES.min;
  return isWhole && bytes.length <= SECRET_BYTES.max ? bytes : undefined;
}

export interface SignedDelivery {
  /** The event's id: the receiver's key for telling repetitions. */
  readonly id: string;
  /** Unix seconds of this attempt. */
  readonly timeSeconds: number;
  readonly body: string;
}

/** Headers of a delivery by the Standard Webhooks specification 1.0: HMAC-SHA-256 over id, time and body. */
export function webhookHeaders({ id, timeSeconds, body }: SignedDelivery, secret: Uint8Array): Record<string, string> {
  const mac = createHmac("sha256", secret).update(`${id}.${timeSeconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timeSeconds), "webhook-signature": `v1,${mac}` };
}
