import type { Hex32, Paper } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import { crashPoint } from "../crash-points.ts";
import type { ReadingRow } from "../database/schema/sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import type { Acting } from "../usecases/views.ts";
import { askOwner, isFinalRefusal } from "./ask-owner.ts";
import { type Choice, chooseGrant } from "./granted-papers.ts";
import { mendBlob } from "./mend-blob.ts";
import { findPending, type NewReading, noteReading } from "./note-reading.ts";
import { openDelivered } from "./open-delivered.ts";

export interface OpenGrantedInput extends Acting, Choice {}

/** A paper of another member, opened under a grant. */
export interface OpenedUnderGrant {
  readonly paper: Paper;
  readonly grantId: Hex32;
  readonly readingId: Hex32;
}

/**
 * Opens a paper that another member shared, while the contract says that a grant opens it. Nothing is handed out before
 * its reading is written down: under a grant without a limit it is brought to the owner by a worker, so that the owner
 * may be away; under one with a limit the owner counts it and gives the key.
 * @throws GatewayError DOCUMENT_NOT_FOUND, DOCUMENT_NOT_READABLE, ORIGINAL_NOT_HELD, GRANT_NOT_EFFECTIVE, GRANT_USES_SPENT,
 * CHAIN_UNAVAILABLE, PEER_UNAVAILABLE, SHARED_PAPER_INVALID, BLOB_*.
 */
export async function openGranted(gateway: Gateway, input: OpenGrantedInput): Promise<OpenedUnderGrant> {
  const { granted, blockNumber } = await chooseGrant(gateway, input);
  const grantId = granted.shared.grant_id;
  const { wrapped_key: heldKey } = granted.shared;
  const reading = { granted, actor: input.actor, blockNumber };
  // A key that came although readings are counted is of no use: the owner counts them.
  if (heldKey !== null && !granted.isLimited) {
    const paper = await openDelivered(gateway, granted, heldKey);
    const { reading_id: readingId } = await writeReading(gateway, { ...reading, isOpened: true });
    return { paper, grantId, readingId };
  }
  // A use that is counted cannot be had again: what is to be opened must be here before the owner is asked.
  await gateway.blobs.get(granted.shared.blob_cid).catch((error: unknown) => mendBlob(gateway, granted, error));
  const row = await writeReading(gateway, { ...reading, isOpened: false });
  const wrappedKey = await keyFromOwner(gateway, row);
  return { paper: await openDelivered(gateway, granted, wrappedKey), grantId, readingId: row.reading_id };
}

async function writeReading(gateway: Gateway, reading: NewReading): Promise<ReadingRow> {
  const { actor, granted, isOpened } = reading;
  const row = await gateway.database.transaction().execute(async (transaction) => {
    const pending = isOpened ? undefined : await findPending(gateway, transaction, reading);
    const noted = pending ?? (await noteReading(gateway, transaction, reading));
    const fact = { actor, subject: granted.shared.document_id, timeSeconds: gateway.clock() };
    await appendAudit(transaction, { action: isOpened ? "openGranted" : "askToOpen", ...fact });
    crashPoint("reading:before-commit");
    return noted;
  });
  crashPoint("reading:after-commit");
  return row;
}

async function keyFromOwner(gateway: Gateway, row: ReadingRow): Promise<string> {
  const { receipt, wrappedKey } = await askOwner(gateway, row).catch(async (error: unknown) => {
    if (isFinalRefusal(error)) await closeReading(gateway, row, { state: "refused", receipt: null });
    throw error;
  });
  await closeReading(gateway, row, { state: "receipted", receipt });
  if (wrappedKey !== null) return wrappedKey;
  throw new GatewayError(
    "GRANT_NOT_EFFECTIVE",
    "The owner counted the reading, and the grant ended before its answer.",
  );
}

/** What became of a reading at its owner's. */
export async function closeReading(
  gateway: Gateway,
  { reading_id }: ReadingRow,
  outcome: Pick<ReadingRow, "state" | "receipt">,
): Promise<void> {
  await gateway.database
    .updateTable("readings")
    .set(outcome)
    .where("reading_id", "=", reading_id)
    .where("state", "in", ["asked", "waiting"])
    .execute();
}
