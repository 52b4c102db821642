import { SdkError } from "../errors.ts";
import { type Cursor, syntax } from "./cursor.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids bare control characters in strings.
const PLAIN = /[^"\\\u0000-\u001f]*/y;

/**
 * Reads a JSON string and moves past its closing quote.
 * @throws SdkError JSON_SYNTAX; JSON_LONE_SURROGATE for half of a pair, written out or escaped (RFC 7493 §2.1).
 */
export function readString(cursor: Cursor): string {
  const { text, position: start } = cursor;
  if (text[start] !== '"') throw syntax(cursor);
  cursor.position++;
  let hasEscapes = false;
  for (;;) {
    skipPlain(cursor);
    const stop = text[cursor.position];
    if (stop === '"') break;
    if (stop !== "\\") throw syntax(cursor);
    hasEscapes = true;
    // Whatever is escaped, its first character ends no string.
    cursor.position += 2;
  }
  cursor.position++;
  const value = hasEscapes ? unescaped(cursor, start) : text.slice(start + 1, cursor.position - 1);
  if (!value.isWellFormed()) throw new SdkError("JSON_LONE_SURROGATE", "A string holds half of a surrogate pair.");
  return value;
}

function skipPlain(cursor: Cursor): void {
  PLAIN.lastIndex = cursor.position;
  PLAIN.test(cursor.text);
  cursor.position = PLAIN.lastIndex;
}

/** The value of the string that ends here. The engine's own reader takes the escapes of RFC 8259 §7 and no others. */
function unescaped(cursor: Cursor, start: number): string {
  try {
    return JSON.parse(cursor.text.slice(start, cursor.position)) as string;
  } catch {
    throw syntax(cursor);
  }
}
