import type { Untyped } from "../untyped.ts";

/** What the chain says of the seeds of draws, the hashes that draws are made with, and this member's own seeds. */
export async function createSelectionIndex(database: Untyped): Promise<void> {
  await database.schema.alterTable("identity").addColumn("selection_registry", "text").execute();
  await database.schema
    .createTable("selection_events")
    .addColumn("block_number", "bigint", (column) => column.notNull())
    .addColumn("log_index", "bigint", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addColumn("member_id", "bigint", (column) => column.notNull())
    .addColumn("period", "bigint", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("commitment", "text")
    .addColumn("begins_at_seconds", "bigint")
    .addColumn("ends_at_seconds", "bigint")
    .addColumn("seed", "text")
    .addPrimaryKeyConstraint("selection_events_key", ["block_number", "log_index"])
    .execute();
  await database.schema
    .createIndex("selection_events_by_period")
    .on("selection_events")
    .columns(["member_id", "period"])
    .execute();
  await database.schema
    .createTable("block_hashes")
    .addColumn("block_number", "bigint", (column) => column.primaryKey())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("draw_seeds")
    .addColumn("period", "bigint", (column) => column.primaryKey())
    .addColumn("begins_at_seconds", "bigint", (column) => column.notNull())
    .addColumn("ends_at_seconds", "bigint", (column) => column.notNull())
    .addColumn("commitment", "text", (column) => column.notNull())
    .addColumn("wrapped_key", "text", (column) => column.notNull())
    .execute();
}
