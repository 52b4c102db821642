import type { Untyped } from "../untyped.ts";

/** An order of the readings made here, and what both logs are looked up by. */
export async function indexReadings(database: Untyped): Promise<void> {
  await database.schema
    .alterTable("readings")
    .addColumn("sequence", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  const indices = [
    ["readings", "sequence"],
    ["readings", "state"],
    ["readings", "document_id"],
    ["reading_receipts", "grant_id"],
    ["reading_receipts", "document_id"],
    ["reading_receipts", "root"],
  ] as const;
  for (const [table, column] of indices) {
    await database.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute();
  }
}
