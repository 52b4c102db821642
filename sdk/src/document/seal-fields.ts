import { SdkError } from "../errors.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { type Body, documentIdOf, MAX_FIELDS, sizeClassOf } from "./body.ts";
import { disclosureDigests, disclosureOf, SALT_BYTES } from "./disclosure.ts";
import type { Field } from "./pointer.ts";
import { leafHashes, treeLevels } from "./tree.ts";

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
  const digests = disclosureDigests(disclosures.map(([, disclosure]) => disclosure));
  for (let at = decoysFrom; at < draw.length; at += 32) digests.push(draw.subarray(at, at + 32));
  const levels = treeLevels(leafHashes(digests));
  const documentId = documentIdOf(size, levels.at(-1)?.[0] as Uint8Array);
  return { documentId, body: { size, disclosures, hashes: decoyHeads(levels, sorted.length).map(hexOf) } };
}

/** Heads, from left to right, of the largest subtrees that hold decoys only: those of leaves from `open` on. */
function decoyHeads(levels: readonly (readonly Uint8Array[])[], open: number): Uint8Array[] {
  const heads: Uint8Array[] = [];
  for (let from = open; from < (levels[0]?.length ?? 0); ) {
    const height = 31 - Math.clz32(from & -from);
    heads.push(levels[height]?.[from >> height] as Uint8Array);
    from += 1 << height;
  }
  return heads;
}
