import type { Hex32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";

/** How far the index is, and the alarm that a changed history raised. */
export interface Cursor {
  readonly number: number;
  readonly hash: Hex32;
  readonly timeSeconds: number;
  readonly alarm: { readonly message: string; readonly sinceSeconds: number } | null;
}

/** The cursor of the index; it is there since the database was opened for its chain. */
export async function readCursor(database: Database): Promise<Cursor> {
  const row = await database.selectFrom("cursor").selectAll().executeTakeFirstOrThrow();
  const alarm = row.alarm === null ? null : { message: row.alarm, sinceSeconds: row.alarm_since_seconds ?? 0 };
  return { number: row.number, hash: row.hash, timeSeconds: row.time_seconds, alarm };
}
