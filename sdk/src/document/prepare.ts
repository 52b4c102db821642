import { sha256 } from "#sha256";
import { canonicalize } from "../canonical/canonicalize.ts";
import type { Json, JsonObject } from "../canonical/json.ts";
import { SdkError } from "../errors.ts";
import type { Facts } from "../facts/facts.ts";
import { type FormatFinding, readDocument } from "../formats/formats.ts";
import type { KindName } from "../kinds/kinds.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import type { Body } from "./body.ts";
import {
  COMPARED_POINTER,
  FACTS_POINTER,
  type Field,
  fieldsOf,
  isAtOrBelow,
  JCS_POINTER,
  ORIGINAL_POINTER,
} from "./pointer.ts";
import { type RandomBytes, sealFields } from "./seal-fields.ts";

export const MAX_ORIGINAL_BYTES = 64 * 1024 * 1024;
/** Of all pointers together: a few long names over many fields would take far more memory than the original. */
const MAX_POINTER_CHARACTERS = 32 * 1024 * 1024;
const RESERVED = [ORIGINAL_POINTER, JCS_POINTER, FACTS_POINTER, COMPARED_POINTER];

export interface DocumentInput {
  /** The bytes as they came, at most 64 MiB; they are kept. */
  readonly original: Uint8Array;
  readonly mediaType?: string;
  /** Needed where the bytes do not say it. */
  readonly kind?: KindName;
  /** For originals that no format reads, such as a scan. */
  readonly facts?: Facts;
  readonly randomBytes: RandomBytes;
}

export interface PreparedDocument {
  readonly documentId: Hex32;
  readonly kind: KindName;
  /** Name of the row of the table of formats that read it. */
  readonly format: string;
  readonly body: Body;
  readonly facts: Facts;
  /** What is amiss in the original; never a reason to refuse it. */
  readonly findings: readonly FormatFinding[];
}

/**
 * Reads an original and makes a document of it: every scalar a field of its own, with the digests of the original and
 * the facts beside them.
 * @throws SdkError DOCUMENT_TOO_LARGE, DOCUMENT_RESERVED_NAME, DOCUMENT_TOO_MANY_FIELDS, FORMAT_UNKNOWN, FORMAT_INVALID,
 * KIND_REQUIRED, FACTS_INVALID, JSON_*, XML_*.
 */
export function prepareDocument(input: DocumentInput): PreparedDocument {
  const { fields, ...reading } = readFields(input);
  if (input.kind !== undefined && input.kind !== reading.kind) {
    throw new SdkError("FORMAT_INVALID", "The original is of another kind than the one stated beside it.");
  }
  return { ...reading, ...sealFields(fields, input.randomBytes) };
}

/** The fields that an original stands for: what {@link prepareDocument} seals and a verifier compares. */
export function readFields(input: Omit<DocumentInput, "randomBytes">): Omit<PreparedDocument, "documentId" | "body"> & {
  readonly fields: readonly Field[];
} {
  const { original, ...hints } = input;
  if (original.length > MAX_ORIGINAL_BYTES)
    throw new SdkError("DOCUMENT_TOO_LARGE", "The original is larger than 64 MiB.");
  const { format, kind, body, facts, findings, mediaType, json } = readDocument(original, hints);
  const fields = Object.keys(body).length === 0 ? [] : fieldsOf(body);
  // Before anything looks into the pointers: until then they share their beginnings.
  if (fields.reduce((sum, { pointer }) => sum + pointer.length, 0) > MAX_POINTER_CHARACTERS)
    throw new SdkError("DOCUMENT_TOO_LARGE", "The names of its fields are longer than 32 MiB together.");
  if (fields.some(({ pointer }) => RESERVED.some((name) => isAtOrBelow(pointer, name)))) {
    throw new SdkError(
      "DOCUMENT_RESERVED_NAME",
      "The original uses a top-level name that is reserved: $original, $jcs, $facts or $compared.",
    );
  }
  fields.push(originalField(original, mediaType));
  for (const field of fieldsOf(facts as unknown as JsonObject, FACTS_POINTER)) fields.push(field);
  if (json !== undefined) fields.push(jcsField(json));
  return { format, kind, facts, findings, fields };
}

function originalField(original: Uint8Array, mediaType: string): Field {
  return { pointer: ORIGINAL_POINTER, value: { mediaType, sha256: hexOf(sha256(original)), size: original.length } };
}

/** SHA-256 over RFC 8785, as DCSA's document checksums are made. */
function jcsField(json: Json): Field {
  return { pointer: JCS_POINTER, value: hexOf(sha256(canonicalize(json))) };
}
