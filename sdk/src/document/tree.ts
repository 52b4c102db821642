import { sha256Each } from "#sha256";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hashes of leaves: SHA-256(0x00 ‖ leaf). RFC 9162 §2.1.1. */
export const leafHashes = (leaves: readonly Uint8Array[]): Uint8Array[] =>
  sha256Each(leaves.map((leaf) => [LEAF, leaf]));

/** Hashes of nodes over pairs of hashes: SHA-256(0x01 ‖ left ‖ right), all 32 bytes. RFC 9162 §2.1.1. */
export const nodeHashes = (pairs: readonly (readonly [left: Uint8Array, right: Uint8Array])[]): Uint8Array[] =>
  sha256Each(pairs.map(([left, right]) => [NODE, left, right]));

export const leafHash = (leaf: Uint8Array): Uint8Array => leafHashes([leaf])[0] as Uint8Array;
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  nodeHashes([[left, right]])[0] as Uint8Array;

/** Where a tree of `size` > 1 leaves splits: the largest power of two below it. RFC 9162 §2.1.1. */
export const splitOf = (size: number): number => 2 ** (31 - Math.clz32(size - 1));

/**
 * Every level of the tree over leaf hashes, at least one, from the leaves to the head. The last of an odd level goes up
 * as it is, which gives the tree of RFC 9162 §2.1.1.
 */
export function treeLevels(leaves: readonly Uint8Array[]): (readonly Uint8Array[])[] {
  const levels = [leaves];
  for (let below = leaves; below.length > 1; below = levels.at(-1) as readonly Uint8Array[]) {
    const pairs: [Uint8Array, Uint8Array][] = [];
    for (let i = 1; i < below.length; i += 2) pairs.push([below[i - 1] as Uint8Array, below[i] as Uint8Array]);
    const level = nodeHashes(pairs);
    if (below.length % 2 === 1) level.push(below.at(-1) as Uint8Array);
    levels.push(level);
  }
  return levels;
}

/** Head of the tree over leaf hashes; at least one. RFC 9162 §2.1.1. */
export const treeHead = (leaves: readonly Uint8Array[]): Uint8Array => treeLevels(leaves).at(-1)?.[0] as Uint8Array;

/** Sibling hashes of one leaf, from the leaf upwards. RFC 9162 §2.1.3.1. */
export const inclusionPath = (leaves: readonly Uint8Array[], index: number): Uint8Array[] =>
  pathIn(treeLevels(leaves), index);

/** {@link inclusionPath} in a tree whose levels are known. */
export function pathIn(levels: readonly (readonly Uint8Array[])[], index: number): Uint8Array[] {
  return levels.slice(0, -1).flatMap((level, height) => {
    const sibling = level[(index >> height) ^ 1];
    return sibling === undefined ? [] : [sibling];
  });
}

/** What a path claims: this leaf hash at this index of a tree of this size. */
export interface InclusionClaim {
  readonly hash: Uint8Array;
  /** From 0, below `size`. */
  readonly index: number;
  /** 1 to 2³² − 1. */
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/**
 * The head that a path leads to, or undefined when index, size and length of the path do not fit each other or a hash
 * is not 32 bytes. RFC 9162 §2.1.3.2.
 */
export function headOfPath({ hash, index, size, path }: InclusionClaim): Uint8Array | undefined {
  if (!isCount(index) || !isCount(size) || index >= size) return undefined;
  if (hash.length !== 32 || path.some((sibling) => sibling.length !== 32)) return undefined;
  let head = hash;
  let node = index;
  let last = size - 1;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      head = nodeHash(sibling, head);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      head = nodeHash(head, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? head : undefined;
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 2 ** 32;
