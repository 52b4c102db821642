import type { ExitName } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { printable } from "./printable.ts";

/** A name and what it is; a null is left out. */
export type Line = readonly [name: string, text: string | number | null | undefined];

/** Names and texts under a title, the texts in a column. Texts may come from elsewhere. */
export function lines(title: string, rows: readonly Line[]): string {
  const shown = rows.filter(([, text]) => text !== null && text !== undefined && text !== "");
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return [printable(title), ...shown.map(([name, text]) => `  ${name.padEnd(width)}  ${printable(String(text))}`)].join(
    "\n",
  );
}

/** Prints a thing: as JSON for programs, else as its text. */
export function printShown<Thing>(io: Io, thing: Thing, textOf: (thing: Thing) => string): ExitName {
  io.print(io.json ? JSON.stringify(thing, null, 2) : textOf(thing));
  return "ok";
}
