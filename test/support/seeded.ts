import { createHash } from "node:crypto";

/** Bytes that look random and are the same on every run with the same seed. */
export function seededBytes(seed: string): (length: number) => Uint8Array {
  let block = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const digest = createHash("sha256").update(`${seed} ${block++}`).digest();
      bytes.set(digest.subarray(0, Math.min(32, length - at)), at);
    }
    return bytes;
  };
}
