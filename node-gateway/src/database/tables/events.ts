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
