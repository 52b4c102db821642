import { appendAudit } from "../audit/append-audit.ts";
import { crashPoint } from "../crash-points.ts";
import type { Database } from "../database/database.ts";
import type { ReadingReceiptRow } from "../database/schema/sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { opensNow } from "../sharing/opens-now.ts";
import { appendReceipt } from "./append-receipt.ts";
import { type JudgedReading, judgeReading } from "./judge-reading.ts";
import { keyForReader } from "./key-for-reader.ts";
import { wasEffective } from "./was-effective.ts";

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
 * DOCUMENT_NOT_READABLE, CHAIN_UNAVAILABLE.
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
    throw new GatewayError("GRANT_NOT_EFFECTIVE", "The chain says that the grant opens nothing now.");
  }
  const wrappedKey = await keyForReader(gateway, reading);
  const { receipt } = earlier ?? (await append(gateway, reading, true));
  return { receipt, wrappedKey };
}

/** @throws GatewayError CHAIN_UNAVAILABLE when the chain does not say how the grant stood at the reading's block. */
async function writeDown(gateway: Gateway, reading: JudgedReading): Promise<ReadingReceiptRow> {
  const { grantId, blockNumber, reader, readingId } = reading.claims;
  const block = await gateway.chain.blockAt(blockNumber);
  if (!block) throw new GatewayError("CHAIN_UNAVAILABLE", "The chain does not have the reading's block yet.");
  const isRight = await wasEffective(gateway.database, { grantId, kind: reading.entry.kind, block });
  if (!isRight)
    gateway.log.error({ grantId, reader, readingId }, "A member read under a grant that was not effective.");
  return append(gateway, reading, isRight);
}

async function append(gateway: Gateway, reading: JudgedReading, isRight: boolean): Promise<ReadingReceiptRow> {
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

/** @throws GatewayError READING_DIFFERS when another reading came under the same id. */
async function findReceipt(database: Database, { claims, jws }: JudgedReading): Promise<ReadingReceiptRow | undefined> {
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
