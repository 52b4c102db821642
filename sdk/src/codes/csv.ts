import { SdkError } from "../errors.ts";
import { textOfUnits } from "../primitives/code-units.ts";
import { utf8Decode } from "../primitives/utf8.ts";

/** One line of a CSV text, or several where a quoted field holds line ends. */
export interface CsvRow {
  /** Of its first character, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Rows of a CSV text (RFC 4180), one after the other; empty lines are none. Lines end with CRLF or LF.
 * @throws SdkError CODE_LIST_INVALID for a quote where none may stand, or one that is not closed.
 */
export function* readCsv(bytes: Uint8Array): Generator<CsvRow> {
  const text = decodeCsv(bytes);
  let place = 0;
  let line = 1;
  while (place < text.length) {
    const start = line;
    const fields: string[] = [];
    let end = "";
    do {
      const field = text[place] === '"' ? readQuoted(text, place, line) : readPlain(text, place, line);
      fields.push(field.value);
      line += field.lines;
      end = text[field.end] ?? "";
      place = field.end + 1;
    } while (end === ",");
    line++;
    if (fields.length > 1 || fields[0] !== "") yield { line: start, fields };
  }
}

interface Field {
  readonly value: string;
  /** Where the comma or line feed stands that ends it, or the length of the text. */
  readonly end: number;
  /** Line ends in it. */
  readonly lines: number;
}

const END_OF_FIELD = /[",\n]/g;

function readPlain(text: string, start: number, line: number): Field {
  END_OF_FIELD.lastIndex = start;
  const end = END_OF_FIELD.exec(text)?.index ?? text.length;
  if (text[end] === '"') throw invalid(line, "has a quote inside a field that is not quoted");
  const value = text.slice(start, end);
  return { value: text[end] === "," ? value : value.replace(/\r$/, ""), end, lines: 0 };
}

function readQuoted(text: string, start: number, line: number): Field {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) throw invalid(line, "has a quote that is not closed");
  const value = text.slice(start + 1, close).replaceAll('""', '"');
  const end = text.startsWith("\r\n", close + 1) ? close + 2 : close + 1;
  if (end < text.length && text[end] !== "," && text[end] !== "\n")
    throw invalid(line, "goes on after a closing quote");
  return { value, end, lines: value.split("\n").length - 1 };
}

/** Lists of the United Nations are in UTF-8 since 2023 and were in ISO 8859-1 before. */
function decodeCsv(bytes: Uint8Array): string {
  try {
    return utf8Decode(bytes).replace(/^\ufeff/, "");
  } catch {
    return textOfUnits(bytes);
  }
}

/** What is wrong with a list, and in which line; content is not repeated. */
export const invalid = (line: number, what: string): SdkError =>
  new SdkError("CODE_LIST_INVALID", `Line ${line} of the list ${what}.`);
