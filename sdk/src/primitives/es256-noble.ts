import { p256 } from "@noble/curves/nist.js";
import { bytesOfBase64url } from "./base64url.ts";
import type { PrivateKey, PublicKey } from "./p256.ts";

/** ES256 signature (RFC 7518 §3.4) of bytes: r‖s, 64 bytes, s low. Runs anywhere. */
export const es256Sign = (key: PrivateKey, data: Uint8Array): Uint8Array =>
  p256.sign(data, bytesOfBase64url(key.d), { lowS: true });

/** Whether a 64-byte, low-s signature over bytes is of this key; false also for a key that is none. */
export function es256Verify(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  try {
    const point = Uint8Array.from([4, ...bytesOfBase64url(key.x), ...bytesOfBase64url(key.y)]);
    return p256.verify(signature, data, point, { lowS: true });
  } catch {
    return false;
  }
}
