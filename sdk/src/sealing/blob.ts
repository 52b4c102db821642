import { gcmOpen, gcmSeal } from "#gcm";
import { canonicalize } from "../canonical/canonicalize.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { hasExactly, isHexString } from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import { base64urlOf, bytesOfBase64url } from "../primitives/base64url.ts";
import type { Hex32 } from "../primitives/hex.ts";
import { utf8Decode, utf8Encode } from "../primitives/utf8.ts";

/** What a sealed blob says in the open; every bit of it is bound to the ciphertext. */
export interface BlobHeader {
  readonly documentId: Hex32;
}

export interface SealInput {
  readonly plaintext: Uint8Array;
  readonly header: BlobHeader;
  /** 32 random bytes, for this document version alone. */
  readonly contentKey: Uint8Array;
  /** 12 random bytes. */
  readonly iv: Uint8Array;
}

const MAGIC = utf8Encode("SEALANE1");
const HEADER_LIMIT = 4096;

/**
 * Seals bytes: "SEALANE1" ‖ uint32 header length ‖ header (RFC 8785 JSON) ‖ AES-256-GCM ciphertext ‖ tag; everything
 * before the ciphertext is associated data.
 */
export function seal({ plaintext, header, contentKey, iv }: SealInput): Uint8Array {
  const text = utf8Encode(canonicalize({ documentId: header.documentId, enc: "A256GCM", iv: base64urlOf(iv) }));
  const associatedData = new Uint8Array(MAGIC.length + 4 + text.length);
  associatedData.set(MAGIC);
  new DataView(associatedData.buffer).setUint32(MAGIC.length, text.length);
  associatedData.set(text, MAGIC.length + 4);
  const sealed = gcmSeal({ key: contentKey, iv, associatedData }, plaintext);
  const blob = new Uint8Array(associatedData.length + sealed.length);
  blob.set(associatedData);
  blob.set(sealed, associatedData.length);
  return blob;
}

/**
 * Opens a sealed blob.
 * @throws SdkError BLOB_INVALID for bytes that are no sealed blob; BLOB_KEY_WRONG when the key is not the one it was
 * sealed with or any bit was changed, which cannot be told apart.
 */
export function unseal(blob: Uint8Array, contentKey: Uint8Array): { header: BlobHeader; plaintext: Uint8Array } {
  const { header, iv, start } = readHeader(blob);
  const associatedData = blob.subarray(0, start);
  const plaintext = gcmOpen({ key: contentKey, iv, associatedData }, blob.subarray(start));
  if (!plaintext) throw new SdkError("BLOB_KEY_WRONG", "The sealed blob does not open: another key, or changed bytes.");
  return { header, plaintext };
}

function readHeader(blob: Uint8Array): { header: BlobHeader; iv: Uint8Array; start: number } {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (blob.length < MAGIC.length + 4 || MAGIC.some((byte, i) => blob[i] !== byte)) throw invalid();
  const length = view.getUint32(MAGIC.length);
  const start = MAGIC.length + 4 + length;
  if (length > HEADER_LIMIT || start > blob.length) throw invalid();
  try {
    const header = parseJson(utf8Decode(blob.subarray(MAGIC.length + 4, start))) as unknown as Record<string, string>;
    const checks = { documentId: isHexString, enc: (enc: unknown) => enc === "A256GCM", iv: isIv };
    if (hasExactly(header, checks)) throw invalid();
    return {
      header: { documentId: header["documentId"] as Hex32 },
      iv: bytesOfBase64url(header["iv"] as string),
      start,
    };
  } catch (cause) {
    throw new SdkError("BLOB_INVALID", "The sealed blob's header is not readable.", cause);
  }
}

const isIv = (value: unknown): boolean => typeof value === "string" && value.length === 16;
const invalid = (): SdkError => new SdkError("BLOB_INVALID", "The bytes are not a sealed blob.");
