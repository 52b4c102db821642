import { base64urlOf, thumbprintOf, utf8Encode, wrapKey } from "@sealane/sdk";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { unwrapOwn } from "../keys/wrapped-keys.ts";

/** Rows wrapped anew in one transaction. */
const BATCH = 100;
/** How often what was wrapped for older keys meanwhile is looked for again. */
const AGAIN_SECONDS = 3_600;

/** Tables that hold content keys wrapped for this member, and the column by which a row is found again. */
const TABLES = {
  documents: "document_id",
  shared_papers: "document_id",
  grant_deliveries: "document_id",
  compared_openings: "document_id",
  alert_nominals: "alert_id",
  draw_seeds: "commitment",
} as const;
type Table = keyof typeof TABLES;
const TABLE_NAMES = Object.keys(TABLES) as Table[];
type Wrapped = { readonly id: string; readonly wrapped_key: string | null };

/** How far the content keys are wrapped for the sealing key in use. */
export interface RewrapProgress {
  /** Keys found, at the last look, that are wrapped for an older one. */
  readonly waiting: number;
  /** Keys wrapped anew since this process started. */
  readonly rewrapped: number;
}

interface Work {
  /** The key in use when all was found done, and when that was. */
  doneKid: string | undefined;
  doneSeconds: number;
  progress: RewrapProgress;
}

const WORKS = new WeakMap<Database, Work>();

/** The progress of this process. */
export const rewrapProgress = ({ database }: Pick<Gateway, "database">): RewrapProgress => workOf(database).progress;

/**
 * Wraps a batch of content keys that are for older sealing keys of this member for the one in use, so that nothing needs
 * the older ones any more. Each batch is a transaction; the rest is found again by looking, whenever it is interrupted.
 */
export async function rewrapTick(gateway: Gateway): Promise<void> {
  const work = workOf(gateway.database);
  const { kid } = gateway.keys.rings.sealing;
  const older = gateway.keys.olderSealing.map(prefixOf);
  const isDone = work.doneKid === kid && gateway.clock() < work.doneSeconds + AGAIN_SECONDS;
  if (older.length === 0 || isDone) return;
  let rewrapped = 0;
  for (const table of TABLE_NAMES) rewrapped += await rewrapIn(gateway, table, older);
  const waiting = await countWaiting(gateway.database, older);
  work.progress = { waiting, rewrapped: work.progress.rewrapped + rewrapped };
  if (waiting === 0) [work.doneKid, work.doneSeconds] = [kid, gateway.clock()];
}

function workOf(database: Database): Work {
  const known = WORKS.get(database);
  if (known) return known;
  const made: Work = { doneKid: undefined, doneSeconds: 0, progress: { waiting: 0, rewrapped: 0 } };
  WORKS.set(database, made);
  return made;
}

/**
 * What every content key wrapped for a key begins with, up to whole groups of base64url. LIKE takes its `_` for any
 * character, but no two thumbprints are that alike.
 */
function prefixOf(key: { readonly x: string; readonly y: string }): string {
  const header = utf8Encode(`{"alg":"ECDH-ES+A256KW","enc":"A256GCM","kid":"${thumbprintOf(key)}"`);
  return base64urlOf(header.subarray(0, header.length - (header.length % 3)));
}

async function rewrapIn(gateway: Gateway, table: Table, older: readonly string[]): Promise<number> {
  const rows = await findWrapped(gateway.database, table, older);
  const renewed = (await Promise.all(rows.map((row) => renew(gateway, row)))).filter((row) => row !== undefined);
  await gateway.database.transaction().execute(async (transaction) => {
    for (const { id, before, wrapped_key } of renewed) {
      // Only what is still as it was read: a document may have been received anew meanwhile.
      await transaction
        .updateTable(table)
        .set({ wrapped_key })
        .where(sql.ref(TABLES[table]), "=", id)
        .where("wrapped_key", "=", before)
        .execute();
    }
  });
  return renewed.length;
}

/** One that does not open, because what was written is damaged, keeps no other from being wrapped anew. */
async function renew(gateway: Gateway, { id, wrapped_key: before }: Wrapped) {
  const { x, y } = gateway.keys.sealing;
  if (before === null) return undefined;
  const contentKey = await unwrapOwn(gateway.keys, before).catch(() => undefined);
  return contentKey && { id, before, wrapped_key: await wrapKey(contentKey, { x, y }) };
}

const findWrapped = (database: Database, table: Table, older: readonly string[]): Promise<Wrapped[]> =>
  database
    .selectFrom(table)
    .select([sql.ref<string>(TABLES[table]).as("id"), "wrapped_key"])
    .where(({ eb, or }) => or(older.map((prefix) => eb("wrapped_key", "like", `${prefix}%`))))
    .limit(BATCH)
    .execute();

async function countWaiting(database: Database, older: readonly string[]): Promise<number> {
  let waiting = 0;
  for (const table of TABLE_NAMES) {
    const { count } = await database
      .selectFrom(table)
      .select((row) => row.fn.countAll<number>().as("count"))
      .where(({ eb, or }) => or(older.map((prefix) => eb("wrapped_key", "like", `${prefix}%`))))
      .executeTakeFirstOrThrow();
    waiting += Number(count);
  }
  return waiting;
}
