import { readReading } from "@sealane/sdk";
import type { ReadingRow } from "../database/schema/sharing.ts";
import { isRetryable } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { askOwner, isFinalRefusal } from "./ask-owner.ts";
import { PENDING_SECONDS } from "./note-reading.ts";
import { closeReading } from "./open-granted.ts";

/** Readings brought to one owner in a round. */
const ROUND = 100;

/**
 * Brings the readings that were made while their owners were away, or are new, to their owners, in their order, until the
 * receipt of each is here. Owners do not wait for each other.
 */
export async function readingsTick(gateway: Gateway): Promise<void> {
  await dropLapsed(gateway);
  const rows = await gateway.database
    .selectFrom("readings")
    .select("owner")
    .distinct()
    .where("state", "=", "waiting")
    .execute();
  await Promise.all(rows.map(({ owner }) => bringTo(gateway, owner)));
}

/** What was asked for and not answered opened nothing; after a while it is not asked for again. */
async function dropLapsed({ database, clock }: Gateway): Promise<void> {
  const rows = await database
    .selectFrom("readings")
    .select(["reading_id", "jws"])
    .where("state", "=", "waiting")
    .where("created_at_seconds", "<=", clock() - PENDING_SECONDS)
    .execute();
  const lapsed = rows.filter(({ jws }) => !readReading(jws).claims.isOpened).map(({ reading_id }) => reading_id);
  if (lapsed.length === 0) return;
  await database.updateTable("readings").set({ state: "refused" }).where("reading_id", "in", lapsed).execute();
}

async function bringTo(gateway: Gateway, owner: number): Promise<void> {
  const rows = await gateway.database
    .selectFrom("readings")
    .selectAll()
    .where("owner", "=", owner)
    .where("state", "=", "waiting")
    .orderBy("sequence")
    .execute();
  // A reading that only asked opened nothing; it is asked again by whoever wants to read, or lapses.
  const made = rows.filter(({ jws }) => readReading(jws).claims.isOpened).slice(0, ROUND);
  for (const row of made) if (!(await bring(gateway, row))) return;
}

/** Whether the owner is there for the next one. */
async function bring(gateway: Gateway, row: ReadingRow): Promise<boolean> {
  try {
    const { receipt } = await askOwner(gateway, row);
    await closeReading(gateway, row, { state: "receipted", receipt });
    return true;
  } catch (error) {
    if (isRetryable(error)) return false;
    if (!isFinalRefusal(error)) throw error;
    const { reading_id: readingId, owner } = row;
    gateway.log.error({ readingId, owner, code: error.code }, "An owner takes no account of a reading.");
    await closeReading(gateway, row, { state: "refused", receipt: null });
    return true;
  }
}
