import { SdkError } from "../errors.ts";
import { bytesOfHex32, type Hex32, hexOf } from "../primitives/hex.ts";
import { headOfPath, leafHash, leafHashes, pathIn, treeLevels } from "./tree.ts";

/** What is anchored of a document: digests only. */
export interface Entry {
  readonly documentId: Hex32;
  /** Code of the kind, uint16. */
  readonly kind: number;
  readonly subjectTag: Hex32;
  readonly referenceTag: Hex32;
}

/** Leaf of an entry: documentId ‖ uint16 kind ‖ subjectTag ‖ referenceTag, hashed as RFC 9162 §2.1.1 says. */
function leafOf({ documentId, kind, subjectTag, referenceTag }: Entry): Uint8Array {
  const leaf = new Uint8Array(98);
  leaf.set(bytesOfHex32(documentId));
  leaf[32] = kind >> 8;
  leaf[33] = kind & 0xff;
  leaf.set(bytesOfHex32(subjectTag), 34);
  leaf.set(bytesOfHex32(referenceTag), 66);
  return leaf;
}

/** Hash of an entry: SHA-256(0x00 ‖ documentId ‖ uint16 kind ‖ subjectTag ‖ referenceTag). */
export const entryHash = (entry: Entry): Uint8Array => leafHash(leafOf(entry));

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
  const levels = treeLevels(leafHashes(entries.map(leafOf)));
  return { root: hexOf(levels.at(-1)?.[0] as Uint8Array), path: (index) => pathIn(levels, index).map(hexOf) };
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
