import { SdkError } from "../errors.ts";
import { type Cursor, syntax } from "./cursor.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids bare control characters in strings.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const HEX4 = /^[0-9a-fA-F]{4}$/;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads a JSON string and moves past its closing quote.
 * @throws SdkError JSON_SYNTAX; JSON_LONE_SURROGATE for half of a pair, written out or escaped (RFC 7493 §2.1).
 */
export function readString(cursor: Cursor): string {
  if (cursor.text[cursor.position] !== '"') throw syntax(cursor);
  cursor.position++;
  let value = "";
  for (;;) {
    value += readPlain(cursor);
    const stop = cursor.text[cursor.position];
    if (stop === '"') break;
    if (stop !== "\\") throw syntax(cursor);
    cursor.position++;
    value += readEscape(cursor);
  }
  cursor.position++;
  if (!value.isWellFormed()) throw new SdkError("JSON_LONE_SURROGATE", "A string holds half of a surrogate pair.");
  return value;
}

function readPlain(cursor: Cursor): string {
  PLAIN.lastIndex = cursor.position;
  const run = PLAIN.exec(cursor.text)?.[0] ?? "";
  cursor.position += run.length;
  return run;
}

function readEscape(cursor: Cursor): string {
  const letter = cursor.text[cursor.position] ?? "";
  cursor.position++;
  if (letter === "u") {
    const digits = cursor.text.slice(cursor.position, cursor.position + 4);
    if (!HEX4.test(digits)) throw syntax(cursor);
    cursor.position += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
  const value = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (value === undefined) throw syntax(cursor);
  return value;
}
