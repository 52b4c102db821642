import type { DialectAdapter } from "kysely";
import type { Database } from "./database.ts";
import type { Leases } from "./postgres/leases.ts";

const LEASES = new WeakMap<DialectAdapter, Leases>();

/** Says which leases a database has. Plugins and transactions of it keep its adapter, so it is known by that. */
export function registerLeases(adapter: DialectAdapter, leases: Leases): void {
  LEASES.set(adapter, leases);
}

/**
 * Does some work unless another process on this database is at work of this name; whether it was done. For a worker's
 * round, so that of several gateways of one member one sends and one indexes at a time. On SQLite it is always done, since
 * the lock of the data directory keeps a second process out.
 *
 * A process that is cut off from the database loses its lease without noticing, and goes on until its next statement. So
 * the work must be harmless when it is done twice: it moves cursors and nonces by compare-and-set, and sends what is
 * named by its digest.
 * @throws GatewayError STORAGE_UNAVAILABLE, and what the work throws.
 */
export async function withLease(database: Database, name: string, work: () => Promise<unknown>): Promise<boolean> {
  const leases = LEASES.get(database.getExecutor().adapter);
  if (!leases) {
    await work();
    return true;
  }
  const giveBack = await leases.take(name);
  if (!giveBack) return false;
  try {
    await work();
    return true;
  } finally {
    await giveBack();
  }
}
