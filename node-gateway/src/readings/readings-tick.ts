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
  await database
    .updateTable("readings")
    .set({ state: "refused" })
    .where("state", "=", "asked")
    .where("created_at_seconds", "<=", clock() - PENDING_SECONDS)
    .execute();
}

async function bringTo(gateway: Gateway, owner: number): Promise<void> {
  const rows = await gateway.database
    .selectFrom("readings")
    .selectAll()
    .where("owner", "=", owner)
    .where("state", "=", "waiting")
    .orderBy("sequence")
    .limit(ROUND)
    .execute();
  for (const row of rows) if (!(await bring(gateway, row))) return;
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
