import { canonicalize, hexOf, type Json, sha256, utf8Encode } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { EventRow } from "../database/schema/events.ts";
import type { Schema } from "../database/schema.ts";
import type { EventType } from "./event-types.ts";

/** Something that happened. No document content: ids, kinds, members, reasons. */
export interface EventFact {
  readonly type: EventType;
  /** What it happened to, usually an id. */
  readonly subject: string;
  readonly data: { readonly [name: string]: Json };
  readonly timeSeconds: number;
  /**
   * Tells this happening from others of its type and subject, so that the id is the same whenever it is told again: the
   * chain is folded a second time when the read model is rebuilt. Empty by default: it happens to a subject only once.
   */
  readonly occasion?: readonly Json[];
}

/** Rows in one insert: SQLite takes 32,766 values. */
const CHUNK = 1_000;

/**
 * Writes happenings down for webhooks and `GET /v1/events`, in the transaction that makes them happen. One that was told
 * before changes nothing.
 */
export async function appendEvents(transaction: Transaction<Schema>, facts: readonly EventFact[]): Promise<void> {
  if (facts.length === 0) return;
  const { last } = await transaction
    .selectFrom("events")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  const rows = facts.map((fact, index) => rowOf(fact, (last ?? 0) + 1 + index));
  for (let from = 0; from < rows.length; from += CHUNK) {
    await transaction
      .insertInto("events")
      .values(rows.slice(from, from + CHUNK))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  }
}

/** Writes one happening down. */
export const appendEvent = (transaction: Transaction<Schema>, fact: EventFact): Promise<void> =>
  appendEvents(transaction, [fact]);

function rowOf({ type, subject, data, timeSeconds, occasion = [] }: EventFact, sequence: number): EventRow {
  const id = hexOf(sha256(utf8Encode(canonicalize([type, subject, ...occasion]))));
  return { sequence, id, type, subject, time_seconds: timeSeconds, data: canonicalize(data) };
}
