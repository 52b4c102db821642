import { bytesOfHex32, type Hex32 } from "../primitives/hex.ts";
import { hmacSha256 } from "../primitives/hmac.ts";

/** What chance says of one declaration. */
export interface Draw {
  /** In [0, 1), a multiple of 2⁻⁵³. */
  readonly value: number;
  /** Which of so many officers, 0 to count − 1; independent of the value. @param count From 1 on. */
  readonly indexOf: (count: number) => number;
}

/**
 * The draw for a declaration: HMAC-SHA-256(seed, documentId ‖ hash of the block that anchored it first), of which the
 * first eight bytes give the value and the next eight the officer.
 * @param seed 32 bytes.
 * @throws SdkError ENCODING_INVALID when a hash is none.
 */
export function drawOf(seed: Uint8Array, documentId: Hex32, blockHash: Hex32): Draw {
  const message = new Uint8Array([...bytesOfHex32(documentId), ...bytesOfHex32(blockHash)]);
  const mac = hmacSha256(seed, message);
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const [value, other] = [shareOf(view.getBigUint64(0)), shareOf(view.getBigUint64(8))];
  return { value, indexOf: (count) => Math.floor(other * count) };
}

/** Of a uint64 the upper 53 bits, which a double holds exactly, as a share of 2⁵³. */
const shareOf = (bits: bigint): number => Number(bits >> 11n) / 2 ** 53;
