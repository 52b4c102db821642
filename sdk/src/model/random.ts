/** Mixes an integer so that neighbours come out unlike each other (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * A number in [0, 1) that follows from a seed and two counters alone, so that a training which was stopped
 * goes on with the same numbers without keeping a state.
 */
export function drawAt(seed: number, row: number, column: number): number {
  return mix(mix(mix(seed ^ 0x9e3779b9) + row) ^ Math.imul(column + 1, 0x27d4eb2f)) / 0x1_0000_0000;
}

/** A number in [0, 1) that follows from a seed and a text. */
export function drawOfText(seed: number, text: string): number {
  let hash = mix(seed ^ 0x7f4a7c15);
  for (let place = 0; place < text.length; place++) hash = mix(Math.imul(hash, 31) + text.charCodeAt(place));
  return hash / 0x1_0000_0000;
}
