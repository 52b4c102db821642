import { createHmac } from "node:crypto";
import { type Hex32, type PrivateKey, type Scalars, scalarsFrom } from "@sealane/sdk";

/**
 * This member's secrets for a comparison, of a key that never leaves this gateway, so that none of them is kept.
 * @param context The nonce of a question, or the id of one that is answered: each other one has other secrets.
 */
export function comparisonScalars({ d }: PrivateKey, role: "asker" | "owner", context: Hex32): Scalars {
  const key = createHmac("sha256", Buffer.from(d, "base64url")).update(`sealane comparison ${role}`).digest();
  return scalarsFrom(key, context);
}
