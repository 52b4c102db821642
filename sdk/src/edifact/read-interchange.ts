import { SdkError } from "../errors.ts";
import { textOfUnits } from "../primitives/code-units.ts";
import { type DecodedText, decodeInterchange } from "./decode-interchange.ts";
import { type EdifactFinding, edifactFinding } from "./faults.ts";
import { type Interchange, type Segment, unwrapped } from "./interchange.ts";
import { messagesOf } from "./messages.ts";
import {
  DEFAULT_REPETITION,
  type Opening,
  openingOf,
  type ServiceCharacters,
  unaFindings,
} from "./service-characters.ts";
import { tokenise } from "./tokenise.ts";

const MAX_BYTES = 64 * 1024 * 1024;
/** Enough for blanks, UNA, and UNB up to the syntax identifier. */
const HEAD_BYTES = 96;
/** Enough for UNB and S001, even when lines break within. */
const SYNTAX_LENGTH = 32;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Whether bytes begin as an interchange does: with UNB, or UNA and UNB, after a byte order mark and blanks. */
export const looksLikeEdifact = (bytes: Uint8Array): boolean => openingOf(headOf(withoutMark(bytes))) !== undefined;

/**
 * Reads an interchange of syntax versions 1 to 4 (ISO 9735), whatever is amiss in it, in memory that its size bounds.
 * @throws SdkError EDIFACT_SYNTAX when it does not begin as one, EDIFACT_TOO_LARGE beyond 64 MiB or 2,097,152 components.
 */
export function readInterchange(bytes: Uint8Array): Interchange {
  if (bytes.length > MAX_BYTES) throw new SdkError("EDIFACT_TOO_LARGE", "The interchange is larger than 64 MiB.");
  const marked = withoutMark(bytes);
  const head = headOf(marked);
  const opening = openingOf(head);
  if (!opening) throw new SdkError("EDIFACT_SYNTAX", "The bytes are no EDIFACT: they do not begin with UNA or UNB.");
  const [level, syntaxVersion] = syntaxOf(head, opening);
  const service = serviceOf(opening, syntaxVersion);
  const decoded = decodeInterchange(marked, level, service);
  const { segments, findings } = tokenise(decoded.text, opening.start, service);
  return {
    service,
    ...(opening.una !== undefined && { una: opening.una }),
    level,
    syntaxVersion,
    segments,
    messages: messagesOf(segments),
    findings: [
      ...unaFindings(opening.una),
      ...decoded.findings.map((finding) => placed(finding, decoded, opening.start, service)),
      ...findings,
      ...tagFindings(segments),
    ],
  };
}

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;

const headOf = (bytes: Uint8Array): string => textOfUnits(bytes.subarray(0, HEAD_BYTES));

/** UNB S001: syntax identifier and syntax version. */
function syntaxOf(head: string, { start, service }: Opening): [level: string, version: string] {
  const [unb] = tokenise(head.slice(0, start + SYNTAX_LENGTH), start, service).segments;
  const [level = "", version = ""] = unb?.elements[0] ?? [];
  return [unwrapped(level).trim(), unwrapped(version).trim()];
}

/** From version 4 on a repetition separator is there without being stated (ISO 9735-1:2002 §8). */
const serviceOf = ({ service, una }: Opening, syntaxVersion: string): ServiceCharacters =>
  una === undefined && Number(syntaxVersion) >= 4 ? { ...service, repetition: DEFAULT_REPETITION } : service;

/** A finding about a character, with the segment that holds the first such. */
function placed(
  finding: EdifactFinding,
  { text, firstInvalid }: DecodedText,
  start: number,
  service: ServiceCharacters,
): EdifactFinding {
  if (finding.code !== "EDIFACT_CHARACTER_INVALID" || firstInvalid === undefined) return finding;
  const upTo = tokenise(text.slice(0, firstInvalid + 1), start, service).segments.length;
  return { ...finding, segment: Math.max(0, upTo - 1) };
}

/** The first segment whose tag is none. */
function tagFindings(segments: readonly Segment[]): EdifactFinding[] {
  const seen = new Set<string>();
  const place = segments.findIndex(({ tag }) => {
    if (seen.has(tag)) return false;
    seen.add(tag);
    return !/^[A-Z0-9]{3}$/.test(tag);
  });
  return place < 0 ? [] : [edifactFinding("EDIFACT_TAG_INVALID", place)];
}
