import type { Page } from "../../client/index.ts";
import type { ExitName } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { table } from "./table.ts";

/** How items show as rows of a table. */
export interface Columns<Item> {
  readonly head: readonly string[];
  cells(item: Item): readonly string[];
  /** What is printed in place of an empty table; the head by default. */
  readonly none?: string;
}

/** Prints one page of a list, and how to go on when there is more. */
export function printPage<Item>(io: Io, page: Page<Item>, columns: Columns<Item>): ExitName {
  io.print(io.json ? JSON.stringify(page, null, 2) : tableOf(page.items, columns));
  if (!io.json && page.next !== null) io.note(`There are more: --after ${page.next}\n`);
  return "ok";
}

/** Prints a list that has no pages. */
export function printAll<Item>(io: Io, list: { readonly items: readonly Item[] }, columns: Columns<Item>): ExitName {
  io.print(io.json ? JSON.stringify(list, null, 2) : tableOf(list.items, columns));
  return "ok";
}

/** Items as a table. */
export const tableOf = <Item>(items: readonly Item[], { head, cells, none }: Columns<Item>): string =>
  items.length === 0 && none !== undefined ? none : table(head, items.map(cells));
