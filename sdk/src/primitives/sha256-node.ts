import { hash } from "node:crypto";
import { compressBlock, INITIAL, LANE_BYTES, LANES, STATE } from "./sha256-lanes-node.ts";

/** SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8; 32 bytes. OpenSSL's, in one call. */
export const sha256 = (input: Uint8Array | string): Uint8Array => hash("sha256", input, "buffer");

type Input = string | readonly Uint8Array[];

const PADDING_BYTES = 9;
const LONGEST = LANE_BYTES - PADDING_BYTES;

/** SHA-256 of each of many inputs: a text, or parts that are hashed one after the other as if they were one. */
export function sha256Each(inputs: readonly Input[]): Uint8Array[] {
  const digests: Uint8Array[] = new Array(inputs.length);
  for (let first = 0; first < inputs.length; first += 4) {
    const end = Math.min(first + 4, inputs.length);
    if (isForLanes(inputs, first, end)) hashLanes(inputs, first, digests);
    else for (let i = first; i < end; i++) digests[i] = hashAlone(inputs[i] as Input);
  }
  return digests;
}

const hashAlone = (input: Input): Uint8Array => sha256(typeof input === "string" ? input : Buffer.concat(input));

/** Whether there are enough to pay, and none too long. A character of a text is at most three bytes. */
function isForLanes(inputs: readonly Input[], first: number, end: number): boolean {
  for (let i = first; i < end; i++) {
    const input = inputs[i] as Input;
    if ((typeof input === "string" ? 3 * input.length : lengthOf(input)) > LONGEST) return false;
  }
  return end - first > 1;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

const blocks = [0, 0, 0, 0];

/** Hashes up to four inputs at a time; a lane without one runs idle. */
function hashLanes(inputs: readonly Input[], first: number, digests: Uint8Array[]): void {
  let most = 0;
  for (let lane = 0; lane < 4; lane++) {
    const input = inputs[first + lane];
    const count = input === undefined ? 0 : write(input, lane * LANE_BYTES);
    blocks[lane] = count;
    if (count > most) most = count;
  }
  STATE.set(INITIAL);
  for (let block = 0; block < most; block++) {
    compressBlock(block);
    for (let lane = 0; lane < 4; lane++) if (blocks[lane] === block + 1) digests[first + lane] = digestOf(lane);
  }
}

/** Writes a message and its padding (FIPS 180-4 §5.1.1); how many blocks it takes. */
function write(input: Input, start: number): number {
  const length = typeof input === "string" ? LANES.write(input, start, "utf8") : writeParts(input, start);
  const end = (length + PADDING_BYTES + 63) & ~63;
  LANES[start + length] = 0x80;
  for (let i = start + length + 1; i < start + end - 2; i++) LANES[i] = 0;
  LANES[start + end - 2] = length >> 5;
  LANES[start + end - 1] = (length << 3) & 0xff;
  return end / 64;
}

function writeParts(parts: readonly Uint8Array[], start: number): number {
  let end = start;
  for (const part of parts) {
    LANES.set(part, end);
    end += part.length;
  }
  return end - start;
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
