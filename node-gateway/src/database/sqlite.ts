import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { GatewayError } from "../errors.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import type { Schema } from "./schema.ts";

const PRAGMAS = [
  "PRAGMA journal_mode = WAL",
  // FULL: what was acknowledged survives a power cut, which NORMAL does not promise in WAL mode.
  "PRAGMA synchronous = FULL",
  "PRAGMA foreign_keys = ON",
  "PRAGMA busy_timeout = 5000",
];
const MAX_CACHED = 500;

/**
 * The database in this file, made or brought up to date; `:memory:` for one that is gone on close.
 * Its queries throw GatewayError STORAGE_UNAVAILABLE while they cannot be carried out.
 * @throws GatewayError DATABASE_VERSION_UNKNOWN when a newer version wrote it.
 */
export async function openSqlite(path: string): Promise<Database> {
  const file = new DatabaseSync(path);
  for (const pragma of PRAGMAS) file.exec(pragma);
  const database: Database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyFace(file) }) });
  await migrate(database);
  return database;
}

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it gives rows. */
  readonly isReader: boolean;
}

/** What Kysely's dialect wants to see of a database. Prepared statements are kept: preparing costs more than running. */
function kyselyFace(file: DatabaseSync) {
  const prepared = new Map<string, Prepared>();
  const prepareOnce = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= MAX_CACHED) prepared.clear();
    const statement = file.prepare(sql);
    const fresh = { statement, isReader: statement.columns().length > 0 };
    prepared.set(sql, fresh);
    return fresh;
  };
  return {
    close: () => file.close(),
    prepare: (sql: string) => {
      const { statement, isReader } = guarded(() => prepareOnce(sql));
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: isReader,
        all: (parameters: readonly unknown[]) => guarded(() => statement.all(...values(parameters))),
        run: (parameters: readonly unknown[]) => guarded(() => statement.run(...values(parameters))),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
      };
    },
  };
}

/** SQLite's result codes BUSY, LOCKED, READONLY, IOERR, FULL and CANTOPEN (sqlite.org/rescode.html). */
const UNAVAILABLE: ReadonlySet<number> = new Set([5, 6, 8, 10, 13, 14]);

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) & 0xff : 0;
    if (!UNAVAILABLE.has(code)) throw cause;
    throw new GatewayError(
      "STORAGE_UNAVAILABLE",
      "The database is held by another program, or its disk is full.",
      cause,
    );
  }
}
