import type { DialectAdapter } from "kysely";
import type { Database } from "./database.ts";

/** The last change that a database would not take for want of room or of leave: reading goes on without it. */
export interface RefusedWrites {
  refused(sentence: string): void;
  /** A change was taken, so that what was in the way is gone. */
  taken(): void;
  last(): string | undefined;
}

const KNOWN = new WeakMap<DialectAdapter, RefusedWrites>();

export function createRefusedWrites(): RefusedWrites {
  let last: string | undefined;
  return {
    refused: (sentence) => {
      last = sentence;
    },
    taken: () => {
      last = undefined;
    },
    last: () => last,
  };
}

/** Says what a database's driver tells of its writes. */
export function registerRefusedWrites(database: Database, writes: RefusedWrites): Database {
  KNOWN.set(database.getExecutor().adapter, writes);
  return database;
}

/** Why the last change was not taken; undefined when it was. The workers change something every few seconds. */
export const refusedWrite = (database: Database): string | undefined =>
  KNOWN.get(database.getExecutor().adapter)?.last();
