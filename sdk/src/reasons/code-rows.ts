/** A row of a table whose codes stand on chain: uint8 or uint16, never reused, and zero is none. */
export interface CodeRow {
  readonly code: number;
  readonly name: string;
  readonly title: string;
}

/** The row of a code in a table; undefined for a code this version does not know. */
export const rowByCode = <Row extends CodeRow>(table: readonly Row[], code: number): Row | undefined =>
  table.find((row) => row.code === code);

/** The row of a name in a table; undefined for none. */
export const rowByName = <Row extends CodeRow>(table: readonly Row[], name: string): Row | undefined =>
  table.find((row) => row.name === name);
