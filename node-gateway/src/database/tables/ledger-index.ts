import type { Untyped } from "../untyped.ts";

/** What the chain says of balances, and where their contract is. */
export async function createLedgerIndex(database: Untyped): Promise<void> {
  await database.schema.alterTable("identity").addColumn("quantity_ledger", "text").execute();
  await database.schema
    .createTable("ledger_events")
    .addColumn("block_number", "bigint", (column) => column.notNull())
    .addColumn("log_index", "bigint", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addColumn("balance_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("member_id", "bigint", (column) => column.notNull())
    .addColumn("document_id", "text")
    .addColumn("args", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("ledger_events_key", ["block_number", "log_index"])
    .execute();
  for (const column of ["balance_id", "document_id"]) {
    await database.schema.createIndex(`ledger_events_by_${column}`).on("ledger_events").column(column).execute();
  }
}
