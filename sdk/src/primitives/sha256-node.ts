import { hash } from "node:crypto";
import { compressBlock, INITIAL, LANE_BYTES, LANES, STATE } from "./sha256-lanes-node.ts";

/** SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8; 32 bytes. OpenSSL's, in one call. */
export const sha256 = (input: Uint8Array | string): Uint8Array => hash("sha256", input, "buffer");

const PADDING_BYTES = 9;
const LONGEST = LANE_BYTES - PADDING_BYTES;

/** SHA-256 of each of many inputs: short ones by four, long ones one by one. */
export function sha256Each(inputs: readonly (Uint8Array | string)[]): Uint8Array[] {
  const digests: Uint8Array[] = new Array(inputs.length);
  for (let first = 0; first < inputs.length; first += 4) {
    if (!hashFour(inputs, first, digests)) {
      for (let i = first; i < Math.min(first + 4, inputs.length); i++) digests[i] = sha256(inputs[i] as Uint8Array);
    }
  }
  return digests;
}

const blocks = [0, 0, 0, 0];

/** False where one of the four is too long, or there are too few to pay. */
function hashFour(inputs: readonly (Uint8Array | string)[], first: number, digests: Uint8Array[]): boolean {
  if (inputs.length - first < 2) return false;
  let most = 0;
  for (let lane = 0; lane < 4; lane++) {
    const input = inputs[first + lane];
    // A character of a text is at most three bytes.
    if (input !== undefined && (typeof input === "string" ? 3 : 1) * input.length > LONGEST) return false;
    const count = input === undefined ? 0 : write(input, lane * LANE_BYTES);
    blocks[lane] = count;
    most = Math.max(most, count);
  }
  STATE.set(INITIAL);
  for (let block = 0; block < most; block++) {
    compressBlock(block);
    for (let lane = 0; lane < 4; lane++) if (blocks[lane] === block + 1) digests[first + lane] = digestOf(lane);
  }
  return true;
}

/** Writes a message and its padding (FIPS 180-4 §5.1.1); how many blocks it takes. */
function write(input: Uint8Array | string, offset: number): number {
  const length = typeof input === "string" ? LANES.write(input, offset, "utf8") : input.length;
  if (typeof input !== "string") LANES.set(input, offset);
  const end = (length + PADDING_BYTES + 63) & ~63;
  LANES[offset + length] = 0x80;
  for (let i = offset + length + 1; i < offset + end - 2; i++) LANES[i] = 0;
  LANES[offset + end - 2] = length >> 5;
  LANES[offset + end - 1] = (length << 3) & 0xff;
  return end / 64;
}

function digestOf(lane: number): Uint8Array {
  const digest = new Uint8Array(32);
  for (let i = 0; i < 8; i++) {
    const word = STATE[4 * i + lane] as number;
    digest[4 * i] = word >>> 24;
    digest[4 * i + 1] = word >>> 16;
    digest[4 * i + 2] = word >>> 8;
    digest[4 * i + 3] = word;
  }
  return digest;
}
