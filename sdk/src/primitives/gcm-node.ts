import { createCipheriv, createDecipheriv } from "node:crypto";

const TAG_BYTES = 16;

export interface GcmInput {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** 12 bytes, never used twice with one key. */
  readonly iv: Uint8Array;
  /** Bound to the ciphertext, not hidden by it. */
  readonly associatedData: Uint8Array;
}

/** AES-256-GCM: ciphertext followed by its 16-byte tag (NIST SP 800-38D). */
export function gcmSeal({ key, iv, associatedData }: GcmInput, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(associatedData);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext, or undefined when the key, the associated data or any bit is not what was sealed. */
export function gcmOpen({ key, iv, associatedData }: GcmInput, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < TAG_BYTES) return undefined;
  const split = sealed.length - TAG_BYTES;
  try {
    const cipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES }).setAAD(associatedData);
    cipher.setAuthTag(sealed.subarray(split));
    return Buffer.concat([cipher.update(sealed.subarray(0, split)), cipher.final()]);
  } catch {
    return undefined;
  }
}
