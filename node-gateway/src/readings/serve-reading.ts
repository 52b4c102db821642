import { appendAudit } from "../audit/append-audit.ts";
import { UNLIMITED_USES } from "../chain/terms.ts";
import { crashPoint } from "../crash-points.ts";
import type { Database } from "../database/database.ts";
import type { ReadingReceiptRow } from "../database/schema/sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { opensNothing, opensNow } from "../sharing/opens-now.ts";
import { appendReceipt } from "./append-receipt.ts";
import { blockOfReading } from "./block-of-reading.ts";
import { type JudgedReading, judgeReading } from "./judge-reading.ts";
import { keyForReader } from "./key-for-reader.ts";
import { wasEffective } from "./was-effective.ts";

/** Receipts of readings that one member made. */
const MAX_A_MINUTE = 10_000;

/** What a reader gets for a reading. */
export interface ServedReading {
  /** Compact JWS. */
  readonly receipt: string;
  /** Content key of the blob, wrapped for the reader; null when it has it, or may not have it now. */
  readonly wrappedKey: string | null;
}

/**
 * Answers a reading of a paper of this member with a link of its log. One that was made is written down whatever the
 * chain says of it by now; one that asks for the key gets it only while the contract opens the grant and uses are left.
 * The same reading again has the same receipt.
 * @throws GatewayError READING_INVALID, READING_DIFFERS, READING_GRANT_UNKNOWN, GRANT_NOT_EFFECTIVE, GRANT_USES_SPENT,
 * DOCUMENT_NOT_READABLE, READINGS_TOO_MANY, CHAIN_UNAVAILABLE.
 */
export async function serveReading(
  gateway: Gateway,
  { peer, reading: jws }: { readonly peer: number; readonly reading: string },
): Promise<ServedReading> {
  await catchUp(gateway);
  const reading = await judgeReading(gateway, peer, jws);
  const earlier = await findReceipt(gateway.database, reading);
  if (reading.claims.isOpened) {
    return { receipt: (earlier ?? (await writeDown(gateway, reading))).receipt, wrappedKey: null };
  }
  const { isOpen } = await opensNow(gateway, reading.grant.grant_id, reading.entry.kind);
  if (!isOpen) {
    if (earlier) return { receipt: earlier.receipt, wrappedKey: null };
    throw opensNothing();
  }
  const wrappedKey = await keyForReader(gateway, reading);
  const { receipt } = earlier ?? (await writeReceipt(gateway, reading, true));
  return { receipt, wrappedKey };
}

/** @throws GatewayError READINGS_TOO_MANY; CHAIN_UNAVAILABLE while the chain does not have the reading's block. */
async function writeDown(gateway: Gateway, reading: JudgedReading): Promise<ReadingReceiptRow> {
  const { grantId, reader, readingId } = reading.claims;
  await assertNoFlood(gateway, reader);
  const isRight = await wasRight(gateway, reading);
  if (!isRight)
    gateway.log.error({ grantId, reader, readingId }, "A member read under a grant that was not effective.");
  return writeReceipt(gateway, reading, isRight);
}

/** Under a counted grant only this member has the key, and gives it for a reading that asks: what was opened so is none. */
async function wasRight(gateway: Gateway, { claims, grant, entry }: JudgedReading): Promise<boolean> {
  if (grant.max_uses !== UNLIMITED_USES) return false;
  const block = await blockOfReading(gateway, claims);
  if (!block) return false;
  return wasEffective(gateway.database, { grantId: claims.grantId, kind: entry.kind, block });
}

/**
 * Readings that were made are never refused, so that a reader could fill the log with them: it may report no more in a
 * minute than any that is honest, which brings a hundred a second. What is too much is brought again later.
 */
async function assertNoFlood({ database, clock }: Gateway, reader: number): Promise<void> {
  const earlier = await database
    .selectFrom("reading_receipts")
    .select("time_seconds")
    .where("reader", "=", reader)
    .orderBy("sequence", "desc")
    .offset(MAX_A_MINUTE - 1)
    .limit(1)
    .executeTakeFirst();
  if (earlier && earlier.time_seconds > clock() - 60)
    throw new GatewayError(
      "READINGS_TOO_MANY",
      "The member reports more readings than can be made; later it may go on.",
    );
}

/** The receipt of a reading: the one that it has, or a new link of the log. @throws GatewayError GRANT_USES_SPENT, READING_DIFFERS */
export async function writeReceipt(
  gateway: Gateway,
  reading: JudgedReading,
  isRight: boolean,
): Promise<ReadingReceiptRow> {
  const row = await gateway.database.transaction().execute(async (transaction) => {
    // Looked for again: another request may have come with the same reading meanwhile.
    const earlier = await findReceipt(transaction, reading);
    if (earlier) return earlier;
    const added = await appendReceipt(gateway, transaction, { reading, wasEffective: isRight });
    const { reader, documentId } = reading.claims;
    const action = isRight ? "servedReading" : "readingWithoutGrant";
    const timeSeconds = added.time_seconds;
    await appendAudit(transaction, { action, actor: `member:${reader}`, subject: documentId, timeSeconds });
    crashPoint("receipt:before-commit");
    return added;
  });
  crashPoint("receipt:after-commit");
  return row;
}

/** The receipt that a reading has. @throws GatewayError READING_DIFFERS when another reading came under the same id. */
export async function findReceipt(
  database: Database,
  { claims, jws }: JudgedReading,
): Promise<ReadingReceiptRow | undefined> {
  const row = await database
    .selectFrom("reading_receipts")
    .selectAll()
    .where("reading_id", "=", claims.readingId)
    .executeTakeFirst();
  if (row && row.reading !== jws) {
    throw new GatewayError("READING_DIFFERS", "Another reading was answered under the same id.");
  }
  return row;
}
