import type { Untyped } from "../untyped.ts";

/** Models, their trainings, and what they learn from. Only this member knows it: no block tells it again. */
export async function createModels(database: Untyped): Promise<void> {
  await database.schema
    .createTable("model_lines")
    .addColumn("document_id", "text", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull().unique())
    .addColumn("lines", "text", (column) => column.notNull())
    .addColumn("office", "text")
    .addColumn("currency", "text")
    .addColumn("issuer", "bigint", (column) => column.notNull())
    .addColumn("model_digest", "text")
    .addColumn("score", "text")
    .addColumn("noted_at_seconds", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("model_trainings")
    .addColumn("sequence", "bigint", (column) => column.primaryKey())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("seed", "bigint", (column) => column.notNull())
    .addColumn("lines", "text")
    .addColumn("settings", "text")
    .addColumn("line_count", "bigint", (column) => column.notNull())
    .addColumn("trees_done", "bigint", (column) => column.notNull())
    .addColumn("trees_total", "bigint", (column) => column.notNull())
    .addColumn("grown", "text", (column) => column.notNull())
    .addColumn("model_digest", "text")
    .addColumn("failure", "text")
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("created_at_seconds", "bigint", (column) => column.notNull())
    .addColumn("finished_at_seconds", "bigint")
    .execute();
  await database.schema
    .createTable("models")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull().unique())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("reference", "text", (column) => column.notNull())
    .addColumn("health", "text")
    .addColumn("created_at_seconds", "bigint", (column) => column.notNull())
    .execute();
  const byModel = database.schema.createIndex("model_lines_by_model").on("model_lines");
  await byModel.columns(["model_digest", "sequence"]).execute();
}
