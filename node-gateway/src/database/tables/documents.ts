import type { Untyped } from "../untyped.ts";

/** Documents that can be opened here, and the numbers they are found by. */
export async function createDocuments(database: Untyped): Promise<void> {
  await database.schema
    .createTable("documents")
    .addColumn("document_id", "text", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull().unique())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("format", "text", (column) => column.notNull())
    .addColumn("issuer", "bigint", (column) => column.notNull())
    .addColumn("issued_at_seconds", "bigint", (column) => column.notNull())
    .addColumn("statement", "text", (column) => column.notNull())
    .addColumn("blob_cid", "text", (column) => column.notNull())
    .addColumn("wrapped_key", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("refusal", "text")
    .addColumn("findings", "text", (column) => column.notNull())
    .addColumn("created_at_seconds", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("search_references")
    .addColumn("sort", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("document_id", "text", (column) => column.notNull().references("documents.document_id"))
    .addPrimaryKeyConstraint("search_references_key", ["sort", "value", "document_id"])
    .execute();
  await database.schema
    .createIndex("search_references_of_document")
    .on("search_references")
    .column("document_id")
    .execute();
}
