import { sha256 } from "#sha256";
import { type Hex32, hexOf } from "../primitives/hex.ts";

const HEAD_BYTES = 9;

/**
 * What `SelectionRegistry` keeps of a seed until it is revealed: SHA-256(0x03 ‖ uint32 memberId ‖ uint32 period ‖ seed).
 * @param seed 32 bytes.
 */
export function commitmentOf(memberId: number, period: number, seed: Uint8Array): Hex32 {
  const bytes = new Uint8Array(HEAD_BYTES + seed.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 3);
  view.setUint32(1, memberId);
  view.setUint32(5, period);
  bytes.set(seed, HEAD_BYTES);
  return hexOf(sha256(bytes));
}
