import { SdkError } from "../errors.ts";
import { candidateOf } from "./candidate.ts";
import { EDIFACT_FORMATS, otherEdifact } from "./edifact/edifact-formats.ts";
import { ignoredFindings } from "./findings.ts";
import type { Format, Hints, Reading } from "./format.ts";
import { JSON_FORMATS } from "./json-formats.ts";
import { opaque, sniff } from "./opaque.ts";
import { sealaneJson } from "./sealane-json.ts";
import { otherJson, otherXml } from "./structured.ts";
import { XML_FORMATS } from "./xml-formats.ts";

export type { Format, FormatFinding, Hints, Reading } from "./format.ts";

/**
 * Every format, tried from the top. To add one, add a row and a file beside it; test/sdk/formats proves every row.
 * The rows that take what nobody reads stay last: of a known syntax first, then `opaque`.
 */
export const FORMATS: readonly Format[] = [
  sealaneJson,
  ...JSON_FORMATS,
  ...XML_FORMATS,
  ...EDIFACT_FORMATS,
  otherJson,
  otherXml,
  otherEdifact,
  opaque,
];

/**
 * Reads an original by the first format that knows it.
 * @returns Its reading. The kind is the one that the original states; who was told another by the sender must compare.
 * @throws SdkError FORMAT_UNKNOWN when none does and no media type was given, KIND_REQUIRED, KIND_UNKNOWN,
 * FACTS_INVALID; JSON_*, XML_* and EDIFACT_* when the bytes are stated to be of that syntax, or look like it and nothing
 * is stated, but are not of it.
 */
export function readDocument(bytes: Uint8Array, hints: Hints): Reading & { format: string; mediaType: string } {
  const candidate = candidateOf(bytes, hints.mediaType);
  const format = FORMATS.find((row) => row.recognise(candidate));
  if (!format)
    throw new SdkError("FORMAT_UNKNOWN", "No format here knows these bytes; state their media type and kind.");
  const mediaType = hints.mediaType ?? sniff(candidate) ?? (format.mediaTypes[0] as string);
  const reading = format.read(candidate, hints);
  const findings = [...reading.findings, ...ignoredFindings(reading.facts, hints.facts ?? {})];
  return { format: format.name, mediaType, ...reading, findings };
}
