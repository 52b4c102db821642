import { SdkError } from "../errors.ts";
import { utf8Decode } from "../primitives/utf8.ts";
import { type Cursor, syntax } from "./cursor.ts";
import type { Json } from "./json.ts";
import { readNumber } from "./json-number.ts";
import { readString } from "./json-string.ts";

const MAX_DEPTH = 64;
const MAX_BYTES = 64 * 1024 * 1024;
/** A document has at most 65,536 fields; a dossier holds several. What is parsed takes far more memory than its text. */
const MAX_VALUES = 1_048_576;

/**
 * Reads JSON that means one thing to every reader (RFC 8259, I-JSON RFC 7493).
 * @param input UTF-8 bytes or text, at most 64 MiB, nested at most 64 deep, of at most 1,048,576 values.
 * @throws SdkError JSON_SYNTAX, JSON_DUPLICATE_KEY, JSON_NOT_UTF8, JSON_LONE_SURROGATE, JSON_NUMBER_INEXACT (a number
 * that a double does not hold), JSON_TOO_DEEP, JSON_TOO_LARGE.
 */
export function parseJson(input: Uint8Array | string): Json {
  if (input.length > MAX_BYTES) throw new SdkError("JSON_TOO_LARGE", "The JSON text is larger than 64 MiB.");
  const cursor: Cursor = {
    text: typeof input === "string" ? input : utf8Decode(input),
    position: 0,
    valuesLeft: MAX_VALUES,
  };
  const value = readValue(cursor, 0);
  skipBlanks(cursor);
  if (cursor.position !== cursor.text.length) throw syntax(cursor);
  return value;
}

function skipBlanks(cursor: Cursor): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.position);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    cursor.position++;
  }
}

function readValue(cursor: Cursor, depth: number): Json {
  if (depth > MAX_DEPTH) throw new SdkError("JSON_TOO_DEEP", `The JSON text is nested deeper than ${MAX_DEPTH}.`);
  if (cursor.valuesLeft-- === 0)
    throw new SdkError("JSON_TOO_LARGE", `The JSON text has more than ${MAX_VALUES} values.`);
  skipBlanks(cursor);
  switch (cursor.text[cursor.position]) {
    case "{":
      return readObject(cursor, depth);
    case "[":
      return readArray(cursor, depth);
    case '"':
      return readString(cursor);
    case "t":
      return readWord(cursor, "true", true);
    case "f":
      return readWord(cursor, "false", false);
    case "n":
      return readWord(cursor, "null", null);
    default:
      return readNumber(cursor);
  }
}

function readWord(cursor: Cursor, word: string, value: Json): Json {
  if (!cursor.text.startsWith(word, cursor.position)) throw syntax(cursor);
  cursor.position += word.length;
  return value;
}

function readObject(cursor: Cursor, depth: number): Json {
  const object: Record<string, Json> = Object.create(null);
  if (opensEmpty(cursor, "}")) return object;
  do {
    skipBlanks(cursor);
    const name = readString(cursor);
    if (name in object)
      throw new SdkError("JSON_DUPLICATE_KEY", `A key stands twice, at character ${cursor.position}.`);
    skipBlanks(cursor);
    if (cursor.text[cursor.position] !== ":") throw syntax(cursor);
    cursor.position++;
    object[name] = readValue(cursor, depth + 1);
  } while (goesOn(cursor, "}"));
  return object;
}

function readArray(cursor: Cursor, depth: number): Json {
  const items: Json[] = [];
  if (opensEmpty(cursor, "]")) return items;
  do items.push(readValue(cursor, depth + 1));
  while (goesOn(cursor, "]"));
  return items;
}

function opensEmpty(cursor: Cursor, close: string): boolean {
  cursor.position++;
  skipBlanks(cursor);
  if (cursor.text[cursor.position] !== close) return false;
  cursor.position++;
  return true;
}

function goesOn(cursor: Cursor, close: string): boolean {
  skipBlanks(cursor);
  const next = cursor.text[cursor.position];
  if (next !== "," && next !== close) throw syntax(cursor);
  cursor.position++;
  return next === ",";
}
