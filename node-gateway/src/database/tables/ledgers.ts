import type { Untyped } from "../untyped.ts";

/** Who did what, which request was answered how, and whose database this is. */
export async function createLedgers(database: Untyped): Promise<void> {
  await database.schema
    .createTable("audit")
    .addColumn("sequence", "bigint", (column) => column.primaryKey())
    .addColumn("previous", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await database.schema.createIndex("audit_by_subject").on("audit").columns(["subject", "sequence"]).execute();
  await database.schema
    .createTable("idempotency")
    .addColumn("idempotency_key", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("route", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("result", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("idempotency_record", ["idempotency_key", "actor", "route"])
    .execute();
  await database.schema
    .createTable("identity")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("member_id", "bigint", (column) => column.notNull())
    .addColumn("chain_id", "bigint", (column) => column.notNull())
    .addColumn("genesis_hash", "text", (column) => column.notNull())
    .addColumn("directory", "text", (column) => column.notNull())
    .addColumn("member_registry", "text", (column) => column.notNull())
    .addColumn("document_registry", "text", (column) => column.notNull())
    .addColumn("code_hash", "text", (column) => column.notNull())
    .execute();
}
