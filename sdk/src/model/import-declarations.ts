import { readCsv } from "../codes/csv.ts";
import { SdkError } from "../errors.ts";
import type { DeclarationLine, LabelledLine } from "./declaration.ts";

/** Columns of the layout of the public data set of customs import declarations, and what each states. */
const TEXT_COLUMNS = {
  Date: "date",
  "Office ID": "office",
  "Process Type": "procedure",
  "Import Type": "importType",
  "Import Use": "importUse",
  "Payment Type": "paymentType",
  "Mode of Transport": "transportMode",
  "Declarant ID": "declarant",
  "Importer ID": "importer",
  "Seller ID": "seller",
  "Courier ID": "carrier",
  "HS6 Code": "hsCode",
  "Country of Departure": "dispatchCountry",
  "Country of Origin": "originCountry",
  "Tax Type": "taxType",
  "Country of Origin Indicator": "originMark",
} as const satisfies Record<string, keyof DeclarationLine>;

const NUMBER_COLUMNS = {
  "Tax Rate": "taxRate",
  "Net Mass": "netMassKg",
  "Item Price": "itemPrice",
} as const satisfies Record<string, keyof DeclarationLine>;

const LABEL_COLUMN = "Fraud";

/**
 * Labelled lines of a CSV table in the layout of the data set "Customs Import Declarations" (Jeong and others, 2022).
 * Columns may stand in any order; empty fields are absent.
 * @throws SdkError DATASET_INVALID when a column is missing or a value is not what its column holds
 */
export function readImportDeclarations(bytes: Uint8Array): LabelledLine[] {
  const lines: LabelledLine[] = [];
  let head: Map<string, number> | undefined;
  for (const { fields, line } of rowsOf(bytes)) {
    if (head) lines.push(lineOf(fields, head, line));
    else head = headOf(fields);
  }
  if (!head) throw new SdkError("DATASET_INVALID", "The table is empty.");
  return lines;
}

function* rowsOf(bytes: Uint8Array): Generator<{ fields: readonly string[]; line: number }> {
  try {
    yield* readCsv(bytes);
  } catch (cause) {
    throw new SdkError("DATASET_INVALID", "The table is not CSV (RFC 4180).", cause);
  }
}

function headOf(fields: readonly string[]): Map<string, number> {
  const head = new Map(fields.map((name, place) => [name.trim(), place]));
  for (const name of [...Object.keys(TEXT_COLUMNS), ...Object.keys(NUMBER_COLUMNS), LABEL_COLUMN])
    if (!head.has(name)) throw new SdkError("DATASET_INVALID", `The table has no column "${name}".`);
  return head;
}

function lineOf(fields: readonly string[], head: ReadonlyMap<string, number>, place: number): LabelledLine {
  const field = (name: string): string => (fields[head.get(name) as number] ?? "").trim();
  const line: Record<string, string | number> = {};
  for (const [name, property] of Object.entries(TEXT_COLUMNS)) if (field(name) !== "") line[property] = field(name);
  for (const [name, property] of Object.entries(NUMBER_COLUMNS)) {
    if (field(name) === "") continue;
    const value = Number(field(name));
    if (!Number.isFinite(value)) throw new SdkError("DATASET_INVALID", `Line ${place}: "${name}" is not a number.`);
    line[property] = value;
  }
  if (typeof line["hsCode"] === "string") line["hsCode"] = line["hsCode"].padStart(6, "0");
  const label = field(LABEL_COLUMN);
  if (label !== "0" && label !== "1") throw new SdkError("DATASET_INVALID", `Line ${place}: "Fraud" is not 0 or 1.`);
  return { line: line as DeclarationLine, wrong: label === "1" ? 1 : 0 };
}
