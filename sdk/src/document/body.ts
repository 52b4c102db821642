import { sha256 } from "#sha256";
import { SdkError } from "../errors.ts";
import { bytesOfHex32, type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import { disclosureDigests, readDisclosure } from "./disclosure.ts";
import type { Field } from "./pointer.ts";
import { leafHashes, nodeHashes } from "./tree.ts";

/**
 * The disclosed fields of a document, and what it takes to reach its id from them. A whole document and a presentation
 * of a few fields have the same shape: what is not disclosed (decoys too) stands as the hashes of its largest subtrees.
 */
export interface Body {
  /** Leaves of the tree: a size class, see {@link sizeClassOf}. */
  readonly size: number;
  /** Index of the leaf and its disclosure, by rising index. */
  readonly disclosures: readonly (readonly [index: number, disclosure: string])[];
  /** Heads of the undisclosed subtrees, from left to right. */
  readonly hashes: readonly Hex32[];
}

/** Version of the rules by which a document becomes an id. */
export const PROFILE = "sealane/1";
export const MAX_FIELDS = 65_536;
const SMALLEST_CLASS = 16;

/** Number of leaves that a document of so many fields is padded to: powers of two from 16, so that size says little. */
export function sizeClassOf(fields: number): number {
  let size = SMALLEST_CLASS;
  while (size < fields) size *= 2;
  return size;
}

/** documentId = SHA-256(0x02 ‖ "sealane/1" ‖ uint32 size ‖ tree head). */
export function documentIdOf(size: number, head: Uint8Array): Hex32 {
  const profile = utf8Encode(PROFILE);
  const input = new Uint8Array(1 + profile.length + 4 + 32);
  input[0] = 2;
  input.set(profile, 1);
  new DataView(input.buffer).setUint32(1 + profile.length, size);
  input.set(head, 5 + profile.length);
  return hexOf(sha256(input));
}

/** A body opened: its id, and the fields with the index of their leaves. */
export interface OpenedBody {
  readonly documentId: Hex32;
  readonly fields: readonly (Field & { readonly index: number })[];
}

/**
 * Recomputes the id of a body and reads its fields.
 * @throws SdkError BODY_INVALID when size, indexes, order or hashes do not fit each other, or two fields share a place;
 * DISCLOSURE_INVALID for a disclosure that cannot be read; ENCODING_INVALID for a hash that is none.
 */
export function openBody(body: Body): OpenedBody {
  if (body.size < SMALLEST_CLASS || body.size > MAX_FIELDS || sizeClassOf(body.size) !== body.size) {
    throw new SdkError("BODY_INVALID", "The size of the tree is not a size class.");
  }
  const fields = body.disclosures.map(([index, disclosure]) => {
    const { pointer, value } = readDisclosure(disclosure);
    return { index, pointer, value };
  });
  for (let i = 1; i < fields.length; i++) {
    const [before, after] = [fields[i - 1] as Field, fields[i] as Field];
    if (before.pointer >= after.pointer) throw new SdkError("BODY_INVALID", "The fields are not in pointer order.");
  }
  return { documentId: documentIdOf(body.size, headOf(body)), fields };
}

/** Head of a body's tree. @throws SdkError BODY_INVALID, ENCODING_INVALID. */
export const headOf = (body: Body): Uint8Array => nodesOf(body)[1] as Uint8Array;

/**
 * Every node of a body's tree that is known or follows from what is known. Subtrees without a disclosure take the next
 * of the given hashes; all must be used up.
 * @throws SdkError BODY_INVALID, ENCODING_INVALID.
 */
export function nodesOf(body: Body): Nodes {
  if (body.size > MAX_FIELDS || !Number.isInteger(Math.log2(body.size))) {
    throw new SdkError("BODY_INVALID", "The size of the tree is not a size class.");
  }
  const leaves = leafHashes(disclosureDigests(body.disclosures.map(([, disclosure]) => disclosure)));
  const rest: Rest = { body, leaves, nodes: new Array(2 * body.size), disclosure: 0, hash: 0 };
  place(rest, 1, { from: 0, to: body.size });
  if (rest.disclosure !== body.disclosures.length || rest.hash !== body.hashes.length) {
    throw new SdkError("BODY_INVALID", "Indexes and hashes do not fit the tree.");
  }
  for (let first = body.size / 2; first >= 1; first /= 2) joinLevel(rest.nodes, first);
  return rest.nodes;
}

/** Nodes of a tree as in a heap: the head is 1, below n stand 2n and 2n + 1. */
export type Nodes = (Uint8Array | undefined)[];

/** What of a body is not used up yet. */
interface Rest {
  readonly body: Body;
  readonly leaves: readonly Uint8Array[];
  readonly nodes: Nodes;
  disclosure: number;
  hash: number;
}

/** Puts the leaves of disclosures and the given hashes where they belong below a node. */
function place(rest: Rest, node: number, { from, to }: { from: number; to: number }): void {
  const next = rest.body.disclosures[rest.disclosure];
  if (next === undefined || next[0] >= to) {
    rest.nodes[node] = givenHash(rest);
  } else if (to - from === 1) {
    if (next[0] !== from) throw new SdkError("BODY_INVALID", "The indexes of the fields do not rise.");
    rest.nodes[node] = rest.leaves[rest.disclosure++];
  } else {
    const middle = (from + to) / 2;
    place(rest, 2 * node, { from, to: middle });
    place(rest, 2 * node + 1, { from: middle, to });
  }
}

/** Computes the nodes of one level that are not given, whose first is `first`. */
function joinLevel(nodes: Nodes, first: number): void {
  const open: number[] = [];
  for (let node = first; node < 2 * first; node++) if (nodes[2 * node] !== undefined) open.push(node);
  const pairs = open.map((node) => [nodes[2 * node], nodes[2 * node + 1]] as [Uint8Array, Uint8Array]);
  nodeHashes(pairs).forEach((hash, i) => {
    nodes[open[i] as number] = hash;
  });
}

function givenHash(rest: Rest): Uint8Array {
  const hash = rest.body.hashes[rest.hash++];
  if (hash === undefined) throw new SdkError("BODY_INVALID", "A hash of an undisclosed subtree is missing.");
  return bytesOfHex32(hash);
}
