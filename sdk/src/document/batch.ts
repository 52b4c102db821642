import { sha256 } from "#sha256";
import { SdkError } from "../errors.ts";
import { bytesOfHex32, type Hex32, hexOf } from "../primitives/hex.ts";
import { headOfPath, inclusionPath, treeHead } from "./tree.ts";

/** What is anchored of a document: digests only. */
export interface Entry {
  readonly documentId: Hex32;
  /** Code of the kind, uint16. */
  readonly kind: number;
  readonly subjectTag: Hex32;
  readonly referenceTag: Hex32;
}

/** Leaf hash of an entry: SHA-256(0x00 ‖ documentId ‖ uint16 kind ‖ subjectTag ‖ referenceTag). RFC 9162 §2.1.1. */
export function entryHash({ documentId, kind, subjectTag, referenceTag }: Entry): Uint8Array {
  const input = new Uint8Array(99);
  input.set(bytesOfHex32(documentId), 1);
  input[33] = kind >> 8;
  input[34] = kind & 0xff;
  input.set(bytesOfHex32(subjectTag), 35);
  input.set(bytesOfHex32(referenceTag), 67);
  return sha256(input);
}

/** A batch's root, and the path of each of its entries. */
export interface BatchTree {
  readonly root: Hex32;
  /** Sibling hashes of the entry at an index, from the leaf upwards. */
  path(index: number): Hex32[];
}

/**
 * The tree that the chain computes when it anchors these entries in this order.
 * @throws SdkError BATCH_EMPTY.
 */
export function batchTree(entries: readonly Entry[]): BatchTree {
  if (entries.length === 0) throw new SdkError("BATCH_EMPTY", "A batch has at least one entry.");
  const leaves = entries.map(entryHash);
  return { root: hexOf(treeHead(leaves)), path: (index) => inclusionPath(leaves, index).map(hexOf) };
}

/** Where a document stands in a batch, and when the chain took it. */
export interface Anchor {
  readonly root: Hex32;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Hex32[];
  readonly anchoredAtSeconds: number;
  readonly blockNumber: number;
}

/** Whether an entry stands in the batch where its anchor says. */
export function isAnchoredAs(entry: Entry, anchor: Pick<Anchor, "root" | "index" | "size" | "path">): boolean {
  const path = anchor.path.map(bytesOfHex32);
  const head = headOfPath({ hash: entryHash(entry), index: anchor.index, size: anchor.size, path });
  return head !== undefined && hexOf(head) === anchor.root;
}
