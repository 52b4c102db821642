import { canonicalize } from "../canonical/canonicalize.ts";
import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { type Check, hasExactly, isHexString, isListOf, isText, isUint32 } from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import { base64urlOf, bytesOfBase64url } from "../primitives/base64url.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import type { Body } from "./body.ts";

/** A document as it is handed on: who states it, what of it is open, and perhaps the bytes it came from. */
export interface Paper {
  readonly statement: string;
  readonly body: Body;
  /** base64url of the original bytes. */
  readonly original?: string;
}

const isDisclosure: Check = (value) =>
  Array.isArray(value) && value.length === 2 && isUint32(value[0]) && isText(value[1]);

/** Whether a value has the shape of a body. */
export const isBody: Check = (value) =>
  hasExactly(value, { size: isUint32, disclosures: isListOf(isDisclosure), hashes: isListOf(isHexString) }) ===
  undefined;

/** Whether a value has the shape of a paper, no member more or less. */
export function isPaper(value: unknown): value is Paper {
  const checks: Record<string, Check> = { statement: isText, body: isBody };
  if (typeof value === "object" && value !== null && Object.hasOwn(value, "original")) checks["original"] = isText;
  return hasExactly(value, checks) === undefined;
}

/** The bytes of a paper that go into a sealed blob: uint32 length of its JSON ‖ JSON ‖ original bytes. */
export function packPaper({ original, ...rest }: Paper): Uint8Array {
  const json = utf8Encode(canonicalize({ ...rest, hasOriginal: original !== undefined } as unknown as Json));
  const bytes = original === undefined ? new Uint8Array() : bytesOfBase64url(original);
  const packed = new Uint8Array(4 + json.length + bytes.length);
  new DataView(packed.buffer).setUint32(0, json.length);
  packed.set(json, 4);
  packed.set(bytes, 4 + json.length);
  return packed;
}

/**
 * The paper in the bytes of a blob.
 * @throws SdkError PAPER_INVALID.
 */
export function unpackPaper(packed: Uint8Array): Paper {
  const length =
    packed.length < 4 ? -1 : new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(0);
  if (length < 0 || 4 + length > packed.length) throw invalid();
  const { hasOriginal, ...rest } = readHead(packed.subarray(4, 4 + length));
  const bytes = packed.subarray(4 + length);
  const paper = hasOriginal === true ? { ...rest, original: base64urlOf(bytes) } : rest;
  if (typeof hasOriginal !== "boolean" || (!hasOriginal && bytes.length > 0)) throw invalid();
  if (Object.hasOwn(rest, "original") || !isPaper(paper)) throw invalid();
  return paper;
}

function readHead(json: Uint8Array): JsonObject {
  try {
    const head = parseJson(json);
    if (isJsonObject(head)) return head;
  } catch (cause) {
    throw new SdkError("PAPER_INVALID", "The packed paper's JSON is not readable.", cause);
  }
  throw invalid();
}

const invalid = (): SdkError => new SdkError("PAPER_INVALID", "The bytes are not a packed paper.");
