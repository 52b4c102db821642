import { type Kysely, sql } from "kysely";
import { GatewayError } from "../errors.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import type { Untyped } from "./untyped.ts";

/**
 * Takes the steps that this database has not taken, each in one transaction with its mark.
 * @throws GatewayError DATABASE_VERSION_UNKNOWN.
 */
export async function migrate(database: Kysely<Schema>): Promise<void> {
  const untyped = database as unknown as Untyped;
  await untyped.schema
    .createTable("schema_version")
    .ifNotExists()
    .addColumn("version", "integer", (column) => column.primaryKey())
    .execute();
  const { rows } = await sql<{ taken: number }>`select count(*) as taken from schema_version`.execute(untyped);
  const taken = Number(rows[0]?.taken ?? 0);
  if (taken > MIGRATIONS.length) {
    throw new GatewayError("DATABASE_VERSION_UNKNOWN", "A newer version of the gateway wrote this database.");
  }
  for (const [offset, step] of MIGRATIONS.slice(taken).entries()) {
    await untyped.transaction().execute(async (transaction) => {
      await step(transaction);
      await transaction
        .insertInto("schema_version")
        .values({ version: taken + offset + 1 })
        .execute();
    });
  }
}
