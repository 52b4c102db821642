import { createHash } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { es256Sign } from "../../../sdk/src/primitives/es256-noble.ts";
import type { PrivateKey } from "../../../sdk/src/primitives/p256.ts";
import { type Signer, thumbprintOf } from "../../../sdk/src/statement/jws.ts";

/** The P-256 key of a named actor: the same on every run, and secret from nobody. */
export function privateKeyOf(actor: string): PrivateKey {
  const d = createHash("sha256").update(`sealane test key of ${actor}`).digest();
  const point = p256.getPublicKey(d, false);
  return { d: base64urlOf(d), x: base64urlOf(point.subarray(1, 33)), y: base64urlOf(point.subarray(33)) };
}

/** A signer whose signatures are the same on every run (RFC 6979). */
export function signerOf(actor: string): Signer {
  const key = privateKeyOf(actor);
  return { kid: thumbprintOf(key), sign: (bytes) => es256Sign(key, bytes) };
}
