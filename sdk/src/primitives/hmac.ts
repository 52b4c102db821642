import { sha256, sha256Each } from "#sha256";

const BLOCK_BYTES = 64;

/** HMAC-SHA-256 (RFC 2104) of a message, 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const inner = sha256Each([[block.map((byte) => byte ^ 0x36), message]]);
  return sha256Each([[block.map((byte) => byte ^ 0x5c), ...inner]])[0] as Uint8Array;
}
