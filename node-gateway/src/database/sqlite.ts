import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { GatewayError } from "../errors.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { createRefusedWrites, type RefusedWrites, registerRefusedWrites } from "./refused-writes.ts";
import type { Schema } from "./schema.ts";

const PRAGMAS = [
  "PRAGMA journal_mode = WAL",
  // FULL: what was acknowledged survives a power cut, which NORMAL does not promise in WAL mode.
  "PRAGMA synchronous = FULL",
  "PRAGMA foreign_keys = ON",
  "PRAGMA busy_timeout = 5000",
];
const MAX_CACHED = 500;
/** A full disk rolls back by itself (sqlite.org/lang_transaction.html §3): doing it again would hide why it did. */
const NOTHING_DONE = { changes: 0, lastInsertRowid: 0 };

/**
 * The database in this file, made or brought up to date; `:memory:` for one that is gone on close.
 * Its queries throw GatewayError STORAGE_UNAVAILABLE while they cannot be carried out.
 * @throws GatewayError DATABASE_VERSION_UNKNOWN when a newer version wrote it.
 */
export async function openSqlite(path: string): Promise<Database> {
  const file = new DatabaseSync(path);
  for (const pragma of PRAGMAS) file.exec(pragma);
  const writes = createRefusedWrites();
  const dialect = new SqliteDialect({ database: kyselyFace(file, writes) });
  const database = registerRefusedWrites(new Kysely<Schema>({ dialect }), writes);
  await migrate(database);
  return database;
}

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it gives rows. */
  readonly isReader: boolean;
}

/** What Kysely's dialect wants to see of a database. Prepared statements are kept: preparing costs more than running. */
function kyselyFace(file: DatabaseSync, writes: RefusedWrites) {
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
      const { statement, isReader } = guarded(writes, () => prepareOnce(sql));
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: isReader,
        all: (parameters: readonly unknown[]) => guarded(writes, () => statement.all(...values(parameters))),
        run: (parameters: readonly unknown[]) => {
          if (sql === "rollback" && !file.isTransaction) return NOTHING_DONE;
          const result = guarded(writes, () => statement.run(...values(parameters)));
          if (Number(result.changes) > 0) writes.taken();
          return result;
        },
        iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
      };
    },
  };
}

/** SQLite's result codes (sqlite.org/rescode.html) after which the same statement may succeed later, and what they say. */
const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [5, "The database is held by another program."],
  [6, "The database is held by another program."],
  [8, "The database takes no writes: its file or disk is read-only."],
  [10, "The database's disk has a fault."],
  [13, "The database's disk is full."],
  [14, "The database's file cannot be opened."],
]);
/** Of these, those that last and that reading does not show. */
const NO_WRITES: ReadonlySet<number> = new Set([8, 10, 13]);

function guarded<T>(writes: RefusedWrites, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) & 0xff : 0;
    const sentence = UNAVAILABLE.get(code);
    if (sentence === undefined) throw cause;
    if (NO_WRITES.has(code)) writes.refused(sentence);
    throw new GatewayError("STORAGE_UNAVAILABLE", sentence, cause);
  }
}
