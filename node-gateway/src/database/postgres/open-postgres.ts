import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from "kysely";
import { Client, type ClientConfig, Pool } from "pg";
import type { PostgresAddress } from "../../config/database-url.ts";
import type { Database } from "../database.ts";
import { migrate } from "../migrate.ts";
import { createRefusedWrites, registerRefusedWrites } from "../refused-writes.ts";
import type { Schema } from "../schema.ts";
import { registerLeases } from "../with-lease.ts";
import { binaryText } from "./binary-text.ts";
import { checkServer } from "./check-server.ts";
import { connectionConfig, patient } from "./connection.ts";
import { createPostgresDriver } from "./driver.ts";
import { createLeases } from "./leases.ts";

/** Connections of one gateway, besides the one of its leases. */
const MAX_CONNECTIONS = 10;

/**
 * The database at this address, its schema made or brought up to date: several processes may do so at once. Its queries
 * throw GatewayError STORAGE_UNAVAILABLE while they cannot be carried out, and go on by themselves afterwards.
 * @throws GatewayError DATABASE_VERSION_UNKNOWN when a newer version wrote it; CONFIG_INVALID when the server is too old
 * or may lose what was acknowledged; STORAGE_UNAVAILABLE.
 */
export async function openPostgres(address: PostgresAddress, applicationName: string): Promise<Database> {
  const config = connectionConfig(address, applicationName);
  await prepare(config, address.schema);
  const leases = createLeases(() => new Client(config));
  const adapter = new PostgresAdapter();
  registerLeases(adapter, leases);
  return kyselyOn(config, { max: MAX_CONNECTIONS, adapter, stop: leases.stop });
}

async function prepare(config: ClientConfig, schema: string | undefined): Promise<void> {
  const adapter = new PostgresAdapter();
  const database = kyselyOn(patient(config), { max: 1, adapter, stop: async () => {} });
  try {
    if (schema !== undefined) await makeSchema(database, schema);
    await checkServer(database);
    await migrate(database.withPlugin(binaryText));
  } finally {
    await database.destroy();
  }
}

/** Looked for first: an account that may not make schemas may still use one that is there. */
async function makeSchema(database: Database, schema: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(database);
  // Two that make it at once: the second fails on the catalogue's index, and finds it there.
  if (rows.length === 0) {
    await sql`create schema if not exists ${sql.id(schema)}`.execute(database).catch(async (error: unknown) => {
      const again = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(database);
      if (again.rows.length === 0) throw error;
    });
  }
}

interface Parts {
  readonly max: number;
  readonly adapter: PostgresAdapter;
  /** What ends before the connections. */
  readonly stop: () => Promise<void>;
}

function kyselyOn(config: ClientConfig, { max, adapter, stop }: Parts): Database {
  const pool = new Pool({ ...config, max });
  // A connection that broke while nobody used it: the pool has put it away, and makes another when one is needed.
  pool.on("error", () => undefined);
  const writes = createRefusedWrites();
  const driver = createPostgresDriver(pool, writes);
  const database: Database = new Kysely<Schema>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => ({ ...driver, destroy: () => stop().then(() => driver.destroy()) }),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return registerRefusedWrites(database, writes);
}
