import { createHash } from "node:crypto";
import { Client } from "pg";

/** Variable with the URL of a PostgreSQL server, on which the suites then run; on SQLite where it is not set. */
const VARIABLE = "SEALANE_TEST_POSTGRES";

/** The server that tests may use; undefined for SQLite. */
export const testPostgres = (): string | undefined => process.env[VARIABLE] || undefined;

/** A schema of its own for each folder that a gateway would keep its file in: the same folder, the same database. */
export function schemaOf(folder: string): string {
  return `t_${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
}

/** Where the database of a gateway with this data folder is; undefined for a file in the folder. */
export function databaseUrlOf(dataDir: string): string | undefined {
  const server = testPostgres();
  return server === undefined ? undefined : `${server}?schema=${schemaOf(dataDir)}`;
}

/** Removes the databases of these data folders. */
export async function dropDatabases(dataDirs: readonly string[]): Promise<void> {
  const server = testPostgres();
  if (server === undefined || dataDirs.length === 0) return;
  const client = new Client({ connectionString: server });
  await client.connect();
  for (const dataDir of dataDirs) await client.query(`drop schema if exists ${schemaOf(dataDir)} cascade`);
  await client.end();
}
