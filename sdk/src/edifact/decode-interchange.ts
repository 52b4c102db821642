import { textOfUnits } from "../primitives/code-units.ts";
import { utf8Decode } from "../primitives/utf8.ts";
import { type EdifactFaultCode, type EdifactFinding, edifactFinding } from "./faults.ts";
import { ANY_REPERTOIRE, charactersOf, REPERTOIRES, type Repertoire, WESTERN } from "./repertoires.ts";
import { type ServiceCharacters, unaOf } from "./service-characters.ts";

/** The text of an interchange. */
export interface DecodedText {
  readonly text: string;
  readonly findings: readonly EdifactFinding[];
  /** Place in the bytes of the first that is not of the repertoire; undefined when all are. */
  readonly firstInvalid?: number;
}

/**
 * The text of bytes by the character repertoire that UNB states. Bytes that are not of it are kept as well as can be: as
 * UTF-8 when all of the bytes are that, else as ISO 8859-1.
 */
export function decodeInterchange(bytes: Uint8Array, level: string, service: ServiceCharacters): DecodedText {
  const known = Object.hasOwn(REPERTOIRES, level) ? REPERTOIRES[level] : undefined;
  const repertoire = known ?? ANY_REPERTOIRE;
  const { count, first, isAscii } = countInvalid(bytes, validBytesOf(repertoire, service));
  const { text, doubt } = isAscii ? { text: utf8Decode(bytes), doubt: undefined } : textOf(bytes, repertoire.high);
  const findings: EdifactFinding[] = known ? [] : [edifactFinding("EDIFACT_CHARSET_UNKNOWN")];
  if (doubt === "EDIFACT_CHARSET_DOUBTFUL") findings.push(edifactFinding(doubt));
  if (count === 0 && doubt !== "EDIFACT_CHARACTER_INVALID") return { text, findings };
  const counts = count > 0 ? `There are ${count}.` : undefined;
  findings.push(edifactFinding("EDIFACT_CHARACTER_INVALID", undefined, counts));
  return { text, findings, ...(first !== undefined && { firstInvalid: first }) };
}

/** 1 for each byte that may stand in the text: of the repertoire, a service character, or a line break. */
function validBytesOf(repertoire: Repertoire, service: ServiceCharacters): Uint8Array {
  const own = OWN_BYTES.get(repertoire) ?? ownBytesOf(repertoire);
  OWN_BYTES.set(repertoire, own);
  const valid = own.slice();
  for (const character of `${unaOf(service)}\r\n`) valid[character.charCodeAt(0)] = 1;
  return valid;
}

/** Bytes of each repertoire that was asked for. */
const OWN_BYTES = new Map<Repertoire, Uint8Array>();

const ownBytesOf = ({ ascii, high }: Repertoire): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte < 0x80) return Number(ascii.test(String.fromCharCode(byte)));
    if (high === "utf-8") return 1;
    return Number(high !== undefined && byte >= 0xa0 && high[byte - 0xa0] !== "\ufffd");
  });

function countInvalid(
  bytes: Uint8Array,
  valid: Uint8Array,
): { count: number; first: number | undefined; isAscii: boolean } {
  let validCount = 0;
  let all = 0;
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place] as number;
    all |= byte;
    validCount += valid[byte] as number;
  }
  const count = bytes.length - validCount;
  return { count, first: count > 0 ? bytes.findIndex((byte) => valid[byte] === 0) : undefined, isAscii: all < 0x80 };
}

/**
 * Text, and what makes one doubt it: bytes that are no UTF-8 where that is stated, or are where a part of ISO 8859 is, whose
 * text is next to never UTF-8 by chance.
 */
function textOf(bytes: Uint8Array, high: Repertoire["high"]): { text: string; doubt: EdifactFaultCode | undefined } {
  const utf8 = utf8Of(bytes);
  if (high !== undefined && high !== "utf-8") {
    return { text: eightBitText(bytes, high), doubt: utf8 === undefined ? undefined : "EDIFACT_CHARSET_DOUBTFUL" };
  }
  if (utf8 !== undefined) return { text: utf8, doubt: undefined };
  return { text: eightBitText(bytes, WESTERN), doubt: "EDIFACT_CHARACTER_INVALID" };
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return utf8Decode(bytes);
  } catch {
    return undefined;
  }
}

function eightBitText(bytes: Uint8Array, high: string): string {
  const characters = charactersOf(high);
  const units = new Uint16Array(bytes.length);
  for (let place = 0; place < bytes.length; place++) units[place] = characters[bytes[place] as number] as number;
  return textOfUnits(units);
}
