import { parseJson } from "../canonical/parse-json.ts";
import { looksLikeEdifact, readInterchange } from "../edifact/read-interchange.ts";
import { looksLikeXml, readXml } from "../xml/read-xml.ts";
import type { Candidate } from "./format.ts";

/** How bytes that look like a syntax, or are stated to be of it, are read before any format sees them. */
interface Syntax {
  readonly mediaType: RegExp;
  looksLike(bytes: Uint8Array): boolean;
  /** @throws SdkError when the bytes are not of the syntax. */
  read(bytes: Uint8Array): Partial<Candidate>;
}

/** Every syntax. The first that is stated, or else that the bytes look like, reads them. */
const SYNTAXES: readonly Syntax[] = [
  { mediaType: /[/+]json\s*(?:;|$)/i, looksLike: looksLikeJson, read: (bytes) => ({ json: parseJson(bytes) }) },
  { mediaType: /[/+]xml\s*(?:;|$)/i, looksLike: looksLikeXml, read: (bytes) => ({ xml: readXml(bytes) }) },
  {
    mediaType: /^application\/edifact\s*(?:;|$)/i,
    looksLike: looksLikeEdifact,
    read: (bytes) => ({ edifact: readInterchange(bytes) }),
  },
];

/**
 * Bytes with what their syntax says.
 * @throws SdkError JSON_*, XML_*, EDIFACT_* when they are stated to be of a syntax, or look like it and nothing is
 * stated, and are not of it. Bytes stated to be something else may begin like a syntax and still be that something.
 */
export function candidateOf(bytes: Uint8Array, mediaType?: string): Candidate {
  const stated = SYNTAXES.find((syntax) => mediaType !== undefined && syntax.mediaType.test(mediaType));
  const syntax = stated ?? SYNTAXES.find(({ looksLike }) => looksLike(bytes));
  const known = { bytes, ...(mediaType !== undefined && { mediaType }) };
  if (!syntax) return known;
  try {
    return { ...known, ...syntax.read(bytes) };
  } catch (error) {
    if (mediaType === undefined || stated) throw error;
    return known;
  }
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first === 0x7b || first === 0x5b;
}
