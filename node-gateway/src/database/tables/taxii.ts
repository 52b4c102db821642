import type { Untyped } from "../untyped.ts";

/** What came over TAXII, and what finds objects by when they were added. */
export async function createTaxii(database: Untyped): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("alert_drafts")
    .addColumn("sequence", "bigint", (column) => column.notNull().unique())
    .addColumn("source_id", "text", (column) => column.notNull())
    .addColumn("source_version", "text", (column) => column.notNull())
    .addColumn("draft", "text", (column) => column.notNull())
    .addColumn("tlp", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("received_at_seconds", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("alert_drafts_key", ["source_id", "source_version"])
    .execute();
  await schema
    .createTable("taxii_statuses")
    .addColumn("status_id", "text", (column) => column.notNull().primaryKey())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .execute();
  for (const table of ["alerts", "alert_feedback"])
    await schema
      .createIndex(`${table}_by_received_at`)
      .on(table)
      .columns(["received_at_seconds", "sequence"])
      .execute();
}
