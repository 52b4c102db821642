import { gcm } from "@noble/ciphers/aes.js";

export interface GcmInput {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** 12 bytes, never used twice with one key. */
  readonly iv: Uint8Array;
  /** Bound to the ciphertext, not hidden by it. */
  readonly associatedData: Uint8Array;
}

/** AES-256-GCM: ciphertext followed by its 16-byte tag (NIST SP 800-38D). */
export const gcmSeal = ({ key, iv, associatedData }: GcmInput, plaintext: Uint8Array): Uint8Array =>
  gcm(key, iv, associatedData).encrypt(plaintext);

/** The plaintext, or undefined when the key, the associated data or any bit is not what was sealed. */
export function gcmOpen({ key, iv, associatedData }: GcmInput, sealed: Uint8Array): Uint8Array | undefined {
  try {
    return gcm(key, iv, associatedData).decrypt(sealed);
  } catch {
    return undefined;
  }
}
