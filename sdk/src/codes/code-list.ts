import { sha256 } from "#sha256";
import { SdkError } from "../errors.ts";
import { date as calendarDate, LOCODE } from "../facts/normal-forms.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { type CsvRow, invalid, readCsv } from "./csv.ts";

/** Which list it was: what a finding that used it says of it. */
export interface CodeListOrigin {
  readonly name: CodeListName;
  /** The day the list is of, `YYYY-MM-DD`. */
  readonly date: string;
  /** SHA-256 of the bytes it was read from. */
  readonly sha256: Hex32;
}

/** Codes that a user brings, since they are too many, or not ours, to come with the SDK. */
export interface CodeList extends CodeListOrigin {
  readonly size: number;
  has(code: string): boolean;
  /** What the list says of a code; undefined when it does not have it. */
  title(code: string): string | undefined;
}

/** What a kind of list looks like. */
interface CodeListRow {
  readonly name: string;
  readonly title: string;
  /** Names of the columns a code is made of, in order, and of its title, as heads name them: lower case, no blanks. */
  readonly code: readonly (readonly string[])[];
  readonly text: readonly string[];
  /** Where the columns are in a list without a head. */
  readonly places: { readonly code: readonly number[]; readonly text: number };
  /** The code of a row; null when the row has none, undefined when what it has is no code. */
  codeOf(parts: readonly string[]): string | null | undefined;
}

/** Every list that can be brought. To add one, add a row. */
export const CODE_LISTS = [
  {
    name: "unlocode",
    title: "UN/LOCODE",
    code: [["country"], ["location"]],
    text: ["name"],
    // UNECE's own files: change, country, location, name, …
    places: { code: [1, 2], text: 3 },
    // Heads of countries and references to other names have no location.
    codeOf: ([country = "", location = ""]) => (location === "" ? null : matching(LOCODE, country + location)),
  },
  {
    name: "hs",
    title: "Harmonized System",
    code: [["hscode", "code", "hs", "commoditycode"]],
    text: ["description", "title", "text"],
    places: { code: [0], text: 1 },
    codeOf: ([stated = ""]) =>
      stated === "TOTAL" ? null : matching(/^\d{2}(\d{2}){0,2}$/, stated.replaceAll(".", "")),
  },
] as const satisfies readonly CodeListRow[];

export type CodeListName = (typeof CODE_LISTS)[number]["name"];

const matching = (form: RegExp, code: string): string | undefined => (form.test(code) ? code : undefined);

/**
 * Reads a list from the bytes of a CSV: for `unlocode` one of UNECE's files or several joined, or one with a head; for
 * `hs` one with a head, or code and description without. UTF-8 or ISO 8859-1.
 * @throws SdkError CODE_LIST_INVALID when it is no such list; it names the line.
 */
export function readCodeList(name: CodeListName, bytes: Uint8Array, date: string): CodeList {
  const row: CodeListRow = CODE_LISTS.find((one) => one.name === name) ?? CODE_LISTS[0];
  if (calendarDate(date) !== date)
    throw new SdkError("CODE_LIST_INVALID", "The list's day is not of the form YYYY-MM-DD.");
  const titles = titlesIn(bytes, row);
  if (titles.size === 0) throw new SdkError("CODE_LIST_INVALID", `No code of ${row.title} is in it.`);
  return {
    name,
    date,
    sha256: hexOf(sha256(bytes)) as Hex32,
    size: titles.size,
    has: (code) => titles.has(code),
    title: (code) => titles.get(code),
  };
}

/** No check here that all rows are of one width: lists in use are joined from files that are not. */
function titlesIn(bytes: Uint8Array, row: CodeListRow): Map<string, string> {
  const titles = new Map<string, string>();
  let columns: CodeListRow["places"] | undefined;
  for (const csvRow of readCsv(bytes)) {
    if (columns === undefined) {
      const named = columnsOf(csvRow.fields, row);
      columns = named ?? row.places;
      if (named !== undefined) continue;
    }
    take(titles, csvRow, { row, columns });
  }
  return titles;
}

function take(
  titles: Map<string, string>,
  { line, fields }: CsvRow,
  { row, columns }: { readonly row: CodeListRow; readonly columns: CodeListRow["places"] },
): void {
  const code = row.codeOf(columns.code.map((place) => fields[place]?.trim() ?? ""));
  if (code === undefined) throw invalid(line, `has no code of ${row.title}`);
  // The first counts: further rows of a code are other names of the same place.
  if (code !== null && !titles.has(code)) titles.set(code, fields[columns.text]?.trim() ?? "");
}

/** Where a head says that the columns are; undefined when it is no head. */
function columnsOf(fields: readonly string[], row: CodeListRow): CodeListRow["places"] | undefined {
  const heads = fields.map((field) => field.toLowerCase().replace(/[^a-z0-9]/g, ""));
  const placeOf = (names: readonly string[]): number => heads.findIndex((head) => names.includes(head));
  const code = row.code.map(placeOf);
  return code.includes(-1) ? undefined : { code, text: placeOf(row.text) };
}
