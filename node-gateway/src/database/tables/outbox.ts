import type { Untyped } from "../untyped.ts";

/** What waits to be told to the chain, and the transactions that tell it. */
export async function createOutbox(database: Untyped): Promise<void> {
  await database.schema
    .createTable("lanes")
    .addColumn("account", "text", (column) => column.primaryKey())
    .addColumn("next_nonce", "bigint", (column) => column.notNull())
    .addColumn("window_size", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("outbox_transactions")
    .addColumn("account", "text", (column) => column.notNull().references("lanes.account"))
    .addColumn("nonce", "bigint", (column) => column.notNull())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("raw", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("block_number", "bigint")
    .addColumn("first_sent_seconds", "bigint")
    .addColumn("last_sent_seconds", "bigint")
    .addPrimaryKeyConstraint("outbox_transactions_key", ["account", "nonce"])
    .execute();
  await database.schema
    .createTable("outbox_items")
    .addColumn("item_id", "bigint", (column) => column.primaryKey())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("document_id", "text")
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("refusal", "text")
    .addColumn("account", "text")
    .addColumn("nonce", "bigint")
    .addColumn("created_at_seconds", "bigint", (column) => column.notNull())
    .execute();
  await database.schema.createIndex("outbox_items_by_state").on("outbox_items").columns(["state", "item_id"]).execute();
  await database.schema.createIndex("outbox_items_of_document").on("outbox_items").column("document_id").execute();
}

/** How often each transaction was sent. */
export async function countAttempts(database: Untyped): Promise<void> {
  await database.schema
    .alterTable("outbox_transactions")
    .addColumn("attempts", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
}
