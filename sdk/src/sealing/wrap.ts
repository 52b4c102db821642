import { CompactEncrypt, compactDecrypt, importJWK } from "jose";
import { SdkError } from "../errors.ts";
import type { PrivateKey, PublicKey } from "../primitives/p256.ts";
import { thumbprintOf } from "../statement/jws.ts";

const ALG = "ECDH-ES+A256KW";
const ENC = "A256GCM";
const TYP = "sealane-key+jwe";
const MAX_LENGTH = 4096;

/**
 * Wraps a content key for one reader: compact JWE, ECDH-ES+A256KW (RFC 7518 §4.6) to the reader's sealing key.
 * @param contentKey 32 bytes.
 */
export async function wrapKey(contentKey: Uint8Array, reader: PublicKey): Promise<string> {
  const key = await importJWK({ kty: "EC", crv: "P-256", x: reader.x, y: reader.y }, ALG);
  const header = { alg: ALG, enc: ENC, kid: thumbprintOf(reader), typ: TYP };
  return new CompactEncrypt(contentKey).setProtectedHeader(header).encrypt(key);
}

/**
 * Unwraps a content key.
 * @throws SdkError BLOB_KEY_WRONG when it was wrapped for another key, changed, or is no wrapped key.
 */
export async function unwrapKey(wrapped: string, reader: PrivateKey): Promise<Uint8Array> {
  if (wrapped.length > MAX_LENGTH) throw new SdkError("BLOB_KEY_WRONG", "The wrapped key is larger than 4 KiB.");
  try {
    const key = await importJWK({ kty: "EC", crv: "P-256", x: reader.x, y: reader.y, d: reader.d }, ALG);
    const options = { keyManagementAlgorithms: [ALG], contentEncryptionAlgorithms: [ENC] };
    const { plaintext, protectedHeader } = await compactDecrypt(wrapped, key, options);
    if (protectedHeader.typ === TYP && plaintext.length === 32) return plaintext;
  } catch (cause) {
    throw new SdkError("BLOB_KEY_WRONG", "The wrapped key does not open with this sealing key.", cause);
  }
  throw new SdkError("BLOB_KEY_WRONG", "The wrapped key does not hold a content key.");
}

/** Lets a further reader in without touching the blob: unwraps with one key and wraps for another. */
export async function rewrapKey(wrapped: string, reader: PrivateKey, further: PublicKey): Promise<string> {
  return wrapKey(await unwrapKey(wrapped, reader), further);
}
