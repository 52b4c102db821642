import { sha256 } from "#sha256";
import { SdkError } from "../errors.ts";
import { bytesOfHex32, type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import { disclosureDigest, readDisclosure } from "./disclosure.ts";
import type { Field } from "./pointer.ts";
import { leafHash, nodeHash, splitOf } from "./tree.ts";

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
  if (!Number.isInteger(body.size) || body.size < SMALLEST_CLASS || sizeClassOf(body.size) !== body.size) {
    throw new SdkError("BODY_INVALID", "The size of the tree is not a size class.");
  }
  if (body.size > MAX_FIELDS) throw new SdkError("BODY_INVALID", `The tree has more than ${MAX_FIELDS} leaves.`);
  const fields = body.disclosures.map(([index, disclosure]) => ({ index, ...readDisclosure(disclosure) }));
  for (let i = 1; i < fields.length; i++) {
    const [before, after] = [fields[i - 1] as Field, fields[i] as Field];
    if (before.pointer >= after.pointer) throw new SdkError("BODY_INVALID", "The fields are not in pointer order.");
  }
  return { documentId: documentIdOf(body.size, headOf(body)), fields };
}

/**
 * Head of a body's tree. Subtrees without a disclosure take the next of the given hashes; all must be used up.
 * @throws SdkError BODY_INVALID.
 */
export function headOf(body: Body): Uint8Array {
  const rest: Rest = { body, disclosure: 0, hash: 0 };
  const head = headOfRange(rest, 0, body.size);
  if (rest.disclosure !== body.disclosures.length || rest.hash !== body.hashes.length) {
    throw new SdkError("BODY_INVALID", "Indexes and hashes do not fit the tree.");
  }
  return head;
}

/** What of a body is not used up yet. */
interface Rest {
  readonly body: Body;
  disclosure: number;
  hash: number;
}

function headOfRange(rest: Rest, from: number, to: number): Uint8Array {
  const next = rest.body.disclosures[rest.disclosure];
  if (next === undefined || next[0] >= to) return givenHash(rest);
  if (to - from === 1) {
    if (next[0] !== from) throw new SdkError("BODY_INVALID", "The indexes of the fields do not rise.");
    rest.disclosure++;
    return leafHash(disclosureDigest(next[1]));
  }
  const middle = from + splitOf(to - from);
  const left = headOfRange(rest, from, middle);
  return nodeHash(left, headOfRange(rest, middle, to));
}

function givenHash(rest: Rest): Uint8Array {
  const hash = rest.body.hashes[rest.hash++];
  if (hash === undefined) throw new SdkError("BODY_INVALID", "A hash of an undisclosed subtree is missing.");
  return bytesOfHex32(hash);
}
