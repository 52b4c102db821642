import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from "kysely";
import type { Pool, PoolClient } from "pg";
import { GatewayError } from "../../errors.ts";
import type { RefusedWrites } from "../refused-writes.ts";
import { breaksConnection, refusesWrites, storageError } from "./errors.ts";

/**
 * Takes the writers' turn until the transaction ends: writers of all processes come one after the other, as they do on
 * SQLite, which the code builds on (largest number plus one, the chain of the audit log). It is the transaction's first
 * statement: under READ COMMITTED all that follow see what the writer before committed.
 */
export const TAKE_TURN = "select pg_advisory_xact_lock(hashtextextended(current_schema(), 0))";

const WRITES: ReadonlySet<string> = new Set([
  "InsertQueryNode",
  "UpdateQueryNode",
  "DeleteQueryNode",
  "MergeQueryNode",
]);
const COUNTED: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

interface Held extends DatabaseConnection {
  readonly client: PoolClient;
  readonly writes: RefusedWrites;
  readonly onLost: () => void;
  hasWritten: boolean;
  isInTransaction: boolean;
  isBroken: boolean;
}

/**
 * Kysely's driver over a pool of connections. It differs from Kysely's own in what holds for every statement: writers
 * take turns, errors are the gateway's, and a connection that failed is never used again.
 */
export function createPostgresDriver(pool: Pool, writes: RefusedWrites): Driver {
  return {
    init: async () => {},
    acquireConnection: async () => hold(await pool.connect().catch(rethrow), writes),
    beginTransaction: (connection, settings) => begin(connection as Held, settings),
    commitTransaction: (connection) => commit(connection as Held),
    rollbackTransaction: (connection) => rollBack(connection as Held),
    releaseConnection: async (connection) => release(connection as Held),
    destroy: () => pool.end(),
  };
}

function hold(client: PoolClient, writes: RefusedWrites): Held {
  const held: Held = {
    client,
    writes,
    hasWritten: false,
    isInTransaction: false,
    isBroken: false,
    // The next statement says so; without a listener the process would end.
    onLost: () => {
      held.isBroken = true;
    },
    executeQuery: <R>(query: CompiledQuery) => {
      const isLoneWrite = !held.isInTransaction && WRITES.has(query.query.kind);
      return isLoneWrite ? inTurn(held, () => run<R>(held, query)) : run<R>(held, query);
    },
    streamQuery: () => {
      throw new GatewayError("INTERNAL", "Queries are not streamed.");
    },
  };
  client.on("error", held.onLost);
  return held;
}

function release({ client, onLost, isBroken }: Held): void {
  client.removeListener("error", onLost);
  client.release(isBroken);
}

async function run<R>(held: Held, { sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
  if (held.isBroken) throw new GatewayError("STORAGE_UNAVAILABLE", "The connection to the database was lost.");
  try {
    const { command, rowCount, rows } = await held.client.query(sql, [...parameters]);
    held.hasWritten ||= WRITES.has(query.kind);
    return { rows: rows as R[], ...(COUNTED.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) };
  } catch (error) {
    throw fault(held, error);
  }
}

/** A write that is no part of a transaction is one of its own, in its turn. */
async function inTurn<T>(held: Held, write: () => Promise<T>): Promise<T> {
  await begin(held, {});
  try {
    const result = await write();
    await commit(held);
    return result;
  } catch (error) {
    await rollBack(held);
    throw error;
  }
}

async function begin(held: Held, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
  const level = isolationLevel ? ` isolation level ${isolationLevel}` : "";
  const start = `begin${level}${accessMode ? ` ${accessMode}` : ""}`;
  try {
    held.isInTransaction = true;
    held.hasWritten = false;
    await control(held, accessMode === "read only" ? start : `${start}; ${TAKE_TURN}`);
  } catch (error) {
    // Kysely does not roll back what did not begin.
    await rollBack(held);
    throw error;
  }
}

/** @throws GatewayError STORAGE_UNAVAILABLE also when the answer is lost: the transaction may or may not stand then. */
async function commit(held: Held): Promise<void> {
  const command = await control(held, "commit");
  held.isInTransaction = false;
  if (held.hasWritten && command === "COMMIT") held.writes.taken();
  // PostgreSQL does not call it an error when a transaction that failed before is committed.
  if (command !== "COMMIT") throw new GatewayError("INTERNAL", "A transaction went on after a statement of it failed.");
}

/** Never throws: whatever is the matter with the connection, a transaction that lost it is rolled back. */
async function rollBack(held: Held): Promise<void> {
  if (held.isInTransaction && !held.isBroken) {
    await control(held, "rollback").catch(() => {
      held.isBroken = true;
    });
  }
  held.isInTransaction = false;
}

async function control(held: Held, text: string): Promise<string> {
  if (held.isBroken) throw new GatewayError("STORAGE_UNAVAILABLE", "The connection to the database was lost.");
  try {
    const result = await held.client.query(text);
    return ([result].flat().at(-1) ?? result).command;
  } catch (error) {
    throw fault(held, error);
  }
}

/** What to throw, after noting what it says of the connection and of the database. */
function fault(held: Held, error: unknown): unknown {
  held.isBroken ||= breaksConnection(error);
  const thrown = storageError(error);
  if (refusesWrites(error) && thrown instanceof GatewayError) held.writes.refused(thrown.message);
  return thrown;
}

function rethrow(error: unknown): never {
  throw storageError(error);
}
