import type { Untyped } from "../untyped.ts";

/** Comparisons that were asked for here, and what others opened in those that they asked for. */
export async function createComparisons(database: Untyped): Promise<void> {
  await database.schema
    .createTable("comparisons")
    .addColumn("reading_id", "text", (column) => column.primaryKey())
    .addColumn("document_id", "text", (column) => column.notNull())
    .addColumn("nonce", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("created_at_seconds", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("compared_openings")
    .addColumn("reading_id", "text", (column) => column.primaryKey())
    .addColumn("grant_id", "text", (column) => column.notNull())
    .addColumn("document_id", "text", (column) => column.notNull())
    .addColumn("other_document_id", "text", (column) => column.notNull())
    .addColumn("member_id", "bigint", (column) => column.notNull())
    .addColumn("facts", "text", (column) => column.notNull())
    .addColumn("blob", "text", (column) => column.notNull())
    .addColumn("wrapped_key", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .execute();
  await database.schema.createIndex("comparisons_by_document_id").on("comparisons").column("document_id").execute();
  await database.schema
    .createIndex("compared_openings_by_time_seconds")
    .on("compared_openings")
    .column("time_seconds")
    .execute();
}
