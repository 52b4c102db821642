import type { Json } from "../canonical/json.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { SdkError } from "../errors.ts";
import { dcsaTransportDocument } from "./dcsa-transport-document.ts";
import { ignoredFindings } from "./findings.ts";
import type { Candidate, Format, Hints, Reading } from "./format.ts";
import { opaque, sniff } from "./opaque.ts";
import { sealaneJson } from "./sealane-json.ts";

export type { Format, FormatFinding, Hints, Reading } from "./format.ts";

/**
 * Every format, tried from the top. To add one, add a row and a file beside it; test/sdk/formats proves every row.
 * `opaque` stays last: it takes what nobody reads.
 */
export const FORMATS: readonly Format[] = [sealaneJson, dcsaTransportDocument, opaque];

/**
 * Reads an original by the first format that knows it.
 * @returns Its reading. The kind is the one that the original states; who was told another by the sender must compare.
 * @throws SdkError FORMAT_UNKNOWN when none does and no media type was given, KIND_REQUIRED, KIND_UNKNOWN,
 * FACTS_INVALID; JSON_* when the bytes are stated to be JSON, or look like it and nothing is stated, but are not strict
 * JSON.
 */
export function readDocument(bytes: Uint8Array, hints: Hints): Reading & { format: string; mediaType: string } {
  const candidate = candidateOf(bytes, hints);
  const format = FORMATS.find((row) => row.recognise(candidate));
  if (!format)
    throw new SdkError("FORMAT_UNKNOWN", "No format here knows these bytes; state their media type and kind.");
  const mediaType = hints.mediaType ?? sniff(candidate) ?? (format.mediaTypes[0] as string);
  const reading = format.read(candidate, hints);
  const findings = [...reading.findings, ...ignoredFindings(reading.facts, hints.facts ?? {})];
  return { format: format.name, mediaType, ...reading, findings };
}

function candidateOf(bytes: Uint8Array, { mediaType }: Hints): Candidate {
  const json = statesJson(mediaType) || looksLikeJson(bytes) ? jsonOf(bytes, mediaType) : undefined;
  return { bytes, ...(mediaType !== undefined && { mediaType }), ...(json !== undefined && { json }) };
}

/** Bytes stated to be something else than JSON may begin with a brace and still be that something. */
function jsonOf(bytes: Uint8Array, mediaType: string | undefined): Json | undefined {
  if (mediaType === undefined || statesJson(mediaType)) return parseJson(bytes);
  try {
    return parseJson(bytes);
  } catch {
    return undefined;
  }
}

const statesJson = (mediaType = ""): boolean => /[/+]json\s*(?:;|$)/i.test(mediaType);

function looksLikeJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first === 0x7b || first === 0x5b;
}
