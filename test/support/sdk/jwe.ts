import { createCipheriv, createHash } from "node:crypto";
import { aeskw } from "@noble/ciphers/aes.js";
import { p256 } from "@noble/curves/nist.js";
import { bytesOfBase64url } from "../../../sdk/src/primitives/base64url.ts";
import type { PrivateKey, PublicKey } from "../../../sdk/src/primitives/p256.ts";
import { thumbprintOf } from "../../../sdk/src/statement/jws.ts";

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/**
 * A key wrapped in the words of RFC 7518 §4.6 (ECDH-ES+A256KW, Concat KDF) and §5.3 (A256GCM), with an ephemeral key
 * and nonce that are given, so that a vector comes out the same each time.
 */
export function wrapWith(
  contentKey: Uint8Array,
  reader: PublicKey,
  { ephemeral, cek, iv }: { ephemeral: PrivateKey; cek: Uint8Array; iv: Uint8Array },
): string {
  const epk = { crv: "P-256", kty: "EC", x: ephemeral.x, y: ephemeral.y };
  const header = { alg: "ECDH-ES+A256KW", enc: "A256GCM", epk, kid: thumbprintOf(reader), typ: "sealane-key+jwe" };
  const encodedHeader = Buffer.from(JSON.stringify(header)).toString("base64url");
  const point = Buffer.concat([Buffer.of(4), bytesOfBase64url(reader.x), bytesOfBase64url(reader.y)]);
  const shared = p256.getSharedSecret(bytesOfBase64url(ephemeral.d), point).subarray(1, 33);
  const algorithm = Buffer.from(header.alg);
  const info = Buffer.concat([uint32(algorithm.length), algorithm, uint32(0), uint32(0), uint32(256)]);
  const kek = createHash("sha256")
    .update(Buffer.concat([uint32(1), shared, info]))
    .digest();
  const encryptedKey = Buffer.from(aeskw(kek).encrypt(cek));
  const cipher = createCipheriv("aes-256-gcm", cek, iv).setAAD(Buffer.from(encodedHeader));
  const ciphertext = Buffer.concat([cipher.update(contentKey), cipher.final()]);
  const parts = [encryptedKey, Buffer.from(iv), ciphertext, cipher.getAuthTag()];
  return [encodedHeader, ...parts.map((part) => part.toString("base64url"))].join(".");
}
