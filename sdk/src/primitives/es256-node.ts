import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { isLowS, type PrivateKey, type PublicKey, toLowS } from "./p256.ts";

const MAX_CACHED = 1024;
const cache = new Map<string, KeyObject>();

/** Importing a key costs as much as using it, and a verifier meets the same few issuers again and again. */
function cached(name: string, make: () => KeyObject): KeyObject {
  const known = cache.get(name);
  if (known) return known;
  const made = make();
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(name, made);
  return made;
}

/** ES256 signature (RFC 7518 §3.4) of bytes: r‖s, 64 bytes, s low. OpenSSL's. */
export function es256Sign(key: PrivateKey, data: Uint8Array): Uint8Array {
  const jwk = { kty: "EC", crv: "P-256", ...key };
  const object = cached(`private ${key.d}`, () => createPrivateKey({ key: jwk, format: "jwk" }));
  return toLowS(sign("sha256", data, { key: object, dsaEncoding: "ieee-p1363" }));
}

/** Whether a 64-byte, low-s signature over bytes is of this key; false also for a key that is none. */
export function es256Verify(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (!isLowS(signature)) return false;
  try {
    const jwk = { kty: "EC", crv: "P-256", x: key.x, y: key.y };
    const object = cached(`public ${key.x} ${key.y}`, () => createPublicKey({ key: jwk, format: "jwk" }));
    return verify("sha256", data, { key: object, dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    return false;
  }
}
