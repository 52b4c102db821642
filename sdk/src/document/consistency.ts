import { hexOf } from "../primitives/hex.ts";
import { nodeHash } from "./tree.ts";

/** A tree as it was seen: how many leaves, and their head (32 bytes). */
export interface TreeState {
  /** 1 to 2³² − 1. */
  readonly size: number;
  readonly head: Uint8Array;
}

/**
 * Whether a later tree has all leaves of an earlier one, in the same order, at its beginning: so an auditor sees that a
 * log was only added to. False also when sizes and path do not fit, or a hash is not 32 bytes. RFC 9162 §2.1.4.2.
 */
export function isConsistent(earlier: TreeState, later: TreeState, path: readonly Uint8Array[]): boolean {
  if (!isCount(earlier.size) || !isCount(later.size) || earlier.size > later.size) return false;
  if ([earlier.head, later.head, ...path].some((hash) => hash.length !== 32)) return false;
  if (earlier.size === later.size) return path.length === 0 && isSame(earlier.head, later.head);
  if (path.length === 0) return false;
  const isWhole = (earlier.size & (earlier.size - 1)) === 0;
  const [start, ...siblings] = (isWhole ? [earlier.head, ...path] : path) as [Uint8Array, ...Uint8Array[]];
  const heads = headsOf({ start, siblings, node: earlier.size - 1, last: later.size - 1 });
  return heads !== undefined && isSame(heads.earlier, earlier.head) && isSame(heads.later, later.head);
}

interface Climb {
  readonly start: Uint8Array;
  readonly siblings: readonly Uint8Array[];
  node: number;
  last: number;
}

/** Both heads that a path leads to; undefined when it is too short or too long. */
function headsOf(climb: Climb): { earlier: Uint8Array; later: Uint8Array } | undefined {
  while (climb.node % 2 === 1) up(climb);
  let [earlier, later] = [climb.start, climb.start];
  for (const sibling of climb.siblings) {
    if (climb.last === 0) return undefined;
    if (climb.node % 2 === 1 || climb.node === climb.last) {
      earlier = nodeHash(sibling, earlier);
      later = nodeHash(sibling, later);
      while (climb.node % 2 === 0 && climb.node !== 0) up(climb);
    } else {
      later = nodeHash(later, sibling);
    }
    up(climb);
  }
  return climb.last === 0 ? { earlier, later } : undefined;
}

function up(climb: Climb): void {
  climb.node = Math.floor(climb.node / 2);
  climb.last = Math.floor(climb.last / 2);
}

const isCount = (size: number): boolean => Number.isInteger(size) && size > 0 && size < 2 ** 32;
const isSame = (a: Uint8Array, b: Uint8Array): boolean => hexOf(a) === hexOf(b);
