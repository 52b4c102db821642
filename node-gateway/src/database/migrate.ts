import { type Kysely, sql, type Transaction } from "kysely";
import { GatewayError } from "../errors.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import type { Untyped } from "./untyped.ts";

/**
 * Takes the steps that this database has not taken, each in one transaction with its mark. Several processes may start at
 * once: transactions come one after the other, and each looks again at what was taken.
 * @throws GatewayError DATABASE_VERSION_UNKNOWN.
 */
export async function migrate(database: Kysely<Schema>): Promise<void> {
  const untyped = database as unknown as Untyped;
  while (await untyped.transaction().execute(takeStep));
}

/** Whether there was a step to take. */
async function takeStep(transaction: Transaction<Record<string, Record<string, unknown>>>): Promise<boolean> {
  await transaction.schema
    .createTable("schema_version")
    .ifNotExists()
    .addColumn("version", "integer", (column) => column.primaryKey())
    .execute();
  const { rows } = await sql<{ taken: number }>`select count(*) as taken from schema_version`.execute(transaction);
  const taken = Number(rows[0]?.taken ?? 0);
  if (taken > MIGRATIONS.length) {
    throw new GatewayError("DATABASE_VERSION_UNKNOWN", "A newer version of the gateway wrote this database.");
  }
  const step = MIGRATIONS[taken];
  if (!step) return false;
  await step(transaction);
  await transaction
    .insertInto("schema_version")
    .values({ version: taken + 1 })
    .execute();
  return true;
}
