import { SdkError } from "../errors.ts";
import { type Cursor, syntax } from "./cursor.ts";

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const MAX_SAFE_DIGITS = 15;
const MAX_LENGTH = 64;

/**
 * Reads a JSON number and moves past it.
 * @throws SdkError JSON_SYNTAX; JSON_NUMBER_INEXACT when the double nearest to it, written out in its shortest form
 * (ECMA-262 §6.1.6.1.20), is another number: a value that changes on its way is not evidence.
 */
export function readNumber(cursor: Cursor): number {
  NUMBER.lastIndex = cursor.position;
  const lexeme = NUMBER.exec(cursor.text)?.[0];
  if (lexeme === undefined) throw syntax(cursor);
  cursor.position += lexeme.length;
  const value = Number(lexeme);
  if (lexeme.length > MAX_SAFE_DIGITS && !isHeld(lexeme, value)) throw inexact();
  if (lexeme.length <= MAX_SAFE_DIGITS && /[eE]/.test(lexeme) && !isHeld(lexeme, value)) throw inexact();
  return value;
}

const inexact = (): SdkError => new SdkError("JSON_NUMBER_INEXACT", "A number is not held exactly by a double.");

function isHeld(lexeme: string, value: number): boolean {
  return lexeme.length <= MAX_LENGTH && Number.isFinite(value) && decimal(lexeme) === decimal(String(value));
}

/** Sign, significant digits and power of ten of a decimal number: one spelling for one value. */
function decimal(lexeme: string): string {
  const [mantissa = "", exponent = "0"] = lexeme.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${lexeme.startsWith("-") ? "-" : ""}${significant}e${power}`;
}
