import { sha256 } from "#sha256";

/** Hash of a leaf: SHA-256(0x00 ‖ leaf). RFC 9162 §2.1.1. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + leaf.length);
  input.set(leaf, 1);
  return sha256(input);
}

/** Hash of a node: SHA-256(0x01 ‖ left ‖ right), both 32 bytes. RFC 9162 §2.1.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(65);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 33);
  return sha256(input);
}

/** Where a tree of `size` > 1 leaves splits: the largest power of two below it. RFC 9162 §2.1.1. */
export const splitOf = (size: number): number => 2 ** (31 - Math.clz32(size - 1));

/** Head of the tree over leaf hashes in [from, to); at least one. RFC 9162 §2.1.1. */
export function treeHead(leafHashes: readonly Uint8Array[], from = 0, to = leafHashes.length): Uint8Array {
  if (to - from === 1) return leafHashes[from] as Uint8Array;
  const middle = from + splitOf(to - from);
  return nodeHash(treeHead(leafHashes, from, middle), treeHead(leafHashes, middle, to));
}

/** Sibling hashes of one leaf, from the leaf upwards. RFC 9162 §2.1.3.1. */
export function inclusionPath(leafHashes: readonly Uint8Array[], index: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  let from = 0;
  let to = leafHashes.length;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.unshift(treeHead(leafHashes, middle, to));
      to = middle;
    } else {
      path.unshift(treeHead(leafHashes, from, middle));
      from = middle;
    }
  }
  return path;
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
