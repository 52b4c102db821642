import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import type { Source } from "./sources.ts";

interface Known {
  readonly byId: Map<string, number[]>;
  to: number;
}

const KNOWN = new WeakMap<Database, Map<string, Known>>();

/**
 * Where objects of these ids stand in order. An id is a digest, so what it is of is found by making all of them once; those
 * that came since are made up for.
 */
export async function sequencesOf(gateway: Gateway, source: Source, ids: readonly string[]): Promise<number[]> {
  const tables = KNOWN.get(gateway.database) ?? new Map<string, Known>();
  KNOWN.set(gateway.database, tables);
  const known = tables.get(source.table) ?? { byId: new Map<string, number[]>(), to: 0 };
  tables.set(source.table, known);
  for (const { sequence, id } of await source.ids(gateway, known.to)) {
    // Two requests may look at once: each row counts once.
    if (sequence <= known.to) continue;
    known.byId.set(id, [...(known.byId.get(id) ?? []), sequence]);
    known.to = sequence;
  }
  return ids.flatMap((id) => known.byId.get(id) ?? []);
}
