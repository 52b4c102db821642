import { SdkError } from "../errors.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { type Body, documentIdOf, MAX_FIELDS, sizeClassOf } from "./body.ts";
import { disclosureDigest, disclosureOf, SALT_BYTES } from "./disclosure.ts";
import type { Field } from "./pointer.ts";
import { leafHash, nodeHash, splitOf, treeHead } from "./tree.ts";

/** Draws so many bytes from a cryptographic source. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * Makes a document of fields: salts them, pads them with decoys, and computes the id.
 * @param fields In any order; no two share a pointer.
 * @param randomBytes Called once: the salts and decoys of a document come from one draw.
 * @throws SdkError DOCUMENT_EMPTY, DOCUMENT_TOO_MANY_FIELDS, BODY_INVALID for two fields in one place.
 */
export function sealFields(fields: readonly Field[], randomBytes: RandomBytes): { documentId: Hex32; body: Body } {
  if (fields.length === 0) throw new SdkError("DOCUMENT_EMPTY", "A document has at least one field.");
  if (fields.length > MAX_FIELDS) {
    throw new SdkError("DOCUMENT_TOO_MANY_FIELDS", `A document has at most ${MAX_FIELDS} fields.`);
  }
  const sorted = [...fields].sort((a, b) => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0));
  const size = sizeClassOf(sorted.length);
  const decoysFrom = sorted.length * SALT_BYTES;
  const draw = randomBytes(decoysFrom + (size - sorted.length) * 32);
  const disclosures = sorted.map((field, i) => {
    if (i > 0 && sorted[i - 1]?.pointer === field.pointer) {
      throw new SdkError("BODY_INVALID", "Two fields stand in one place.");
    }
    return [i, disclosureOf(draw.subarray(i * SALT_BYTES, (i + 1) * SALT_BYTES), field)] as const;
  });
  const leaves = disclosures.map(([, disclosure]) => leafHash(disclosureDigest(disclosure)));
  for (let at = decoysFrom; at < draw.length; at += 32) leaves.push(leafHash(draw.subarray(at, at + 32)));
  const hashes: Hex32[] = [];
  const head = headAndHidden({ leaves, open: sorted.length, hashes }, 0, size);
  return { documentId: documentIdOf(size, head), body: { size, disclosures, hashes } };
}

interface Tree {
  readonly leaves: readonly Uint8Array[];
  /** Leaves from here on are decoys. */
  readonly open: number;
  readonly hashes: Hex32[];
}

/** Computes the head and, on the way, writes down the heads of the largest subtrees that hold decoys only. */
function headAndHidden(tree: Tree, from: number, to: number): Uint8Array {
  if (from >= tree.open) {
    const head = treeHead(tree.leaves, from, to);
    tree.hashes.push(hexOf(head));
    return head;
  }
  if (to - from === 1) return tree.leaves[from] as Uint8Array;
  const middle = from + splitOf(to - from);
  const left = headAndHidden(tree, from, middle);
  return nodeHash(left, headAndHidden(tree, middle, to));
}
