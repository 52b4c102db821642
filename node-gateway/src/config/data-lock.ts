import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { GatewayError } from "../errors.ts";

/** Locks held by this process: one that nobody refers to would be closed by the garbage collector, and so given back. */
const HELD = new Set<DatabaseSync>();

/**
 * Takes the data directory for this process alone and returns what gives it back. The lock is the operating system's, held
 * by an open transaction on `lock.db`, so it ends with the process however that ends; a file with a process id would
 * outlive `kill -9` and could name a stranger.
 * @throws GatewayError DATA_LOCKED when another process holds it.
 */
export function lockData(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, "lock.db"));
  try {
    lock.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new GatewayError("DATA_LOCKED", `Another process works on ${dataDir}; stop it first.`, cause);
  }
  HELD.add(lock);
  return () => {
    HELD.delete(lock);
    lock.close();
  };
}
