import { utf8Encode } from "../primitives/utf8.ts";
import type { Interchange } from "./interchange.ts";
import { REPERTOIRES } from "./repertoires.ts";
import { writeInterchange } from "./write-interchange.ts";

const HYPHEN = 0x2d;

/**
 * The bytes of an interchange in the repertoire that its UNB states; UTF-8 where that is not known. A character that the
 * repertoire lacks becomes a hyphen.
 */
export function encodeInterchange(
  interchange: Pick<Interchange, "service" | "una" | "segments" | "level">,
): Uint8Array {
  const text = writeInterchange(interchange);
  const high = Object.hasOwn(REPERTOIRES, interchange.level) ? REPERTOIRES[interchange.level]?.high : "utf-8";
  if (high === "utf-8") return utf8Encode(text.toWellFormed());
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) return code;
    const place = (high ?? "").indexOf(character);
    return place < 0 ? HYPHEN : 0xa0 + place;
  });
}
