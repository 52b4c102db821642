import { type Hex32, hexOf } from "../../../sdk/src/primitives/hex.ts";
import { seededBytes } from "../seeded.ts";

/** Choices that a seed makes the same every time. */
export interface Draw {
  /** 0 to most - 1. */
  below(most: number): number;
  chance(part: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** 64 hexadecimal digits. */
  hex32(): Hex32;
}

export function drawOf(seed: string): Draw {
  const bytes = seededBytes(seed);
  const below = (most: number): number => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes(4);
    return (((a * 256 + b) * 256 + c) * 256 + d) % most;
  };
  return {
    below,
    chance: (part) => below(1_000_000) < part * 1_000_000,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    hex32: () => hexOf(bytes(32)),
  };
}
