import type { Untyped } from "../untyped.ts";

/** Transport tokens that were used, so that none is used twice. */
export async function createSeenTokens(database: Untyped): Promise<void> {
  await database.schema
    .createTable("seen_tokens")
    .addColumn("issuer", "bigint", (column) => column.notNull())
    .addColumn("jti", "text", (column) => column.notNull())
    .addColumn("expires_at_seconds", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("seen_tokens_key", ["issuer", "jti"])
    .execute();
  await database.schema.createIndex("seen_tokens_by_end").on("seen_tokens").column("expires_at_seconds").execute();
}

/** What the member's own systems are told of, and how far each of them is. */
export async function createEvents(database: Untyped): Promise<void> {
  await database.schema
    .createTable("events")
    .addColumn("sequence", "bigint", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .execute();
  await database.schema.createIndex("events_by_type").on("events").columns(["type", "sequence"]).execute();
  await database.schema
    .createTable("webhooks")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("cursor", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("fault", "text")
    .addColumn("failures", "bigint", (column) => column.notNull())
    .addColumn("next_attempt_seconds", "bigint", (column) => column.notNull())
    .execute();
}
