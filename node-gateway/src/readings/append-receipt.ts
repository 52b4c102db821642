import { messageDigest, signReadingReceipt, ZERO_HEX32 } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { UNLIMITED_USES } from "../chain/terms.ts";
import type { ReadingReceiptRow } from "../database/schema/sharing.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { lineOf } from "../sharing/grant-line.ts";
import { isCounted, usesOf } from "./grant-family.ts";
import type { JudgedReading } from "./judge-reading.ts";

/**
 * Adds a link to the log of readings, in the transaction that counts the uses: of those that come at the same time, no
 * more than are left get one. A reading that was made is never refused for its number.
 * @throws GatewayError GRANT_USES_SPENT.
 */
export async function appendReceipt(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { reading, wasEffective }: { readonly reading: JudgedReading; readonly wasEffective: boolean },
): Promise<ReadingReceiptRow> {
  const { claims, grant } = reading;
  if (!claims.isOpened) await assertUsesLeft(transaction, reading);
  const last = await transaction
    .selectFrom("reading_receipts")
    .select(["sequence", "head"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const link = { sequence: Number(last?.sequence ?? 0) + 1, previous: last?.head ?? ZERO_HEX32 };
  const uses = (await usesOf(transaction, grant.grant_id)) + (isCounted(claims, grant) ? 1 : 0);
  const issuedAt = gateway.clock();
  const receipt = signReadingReceipt(
    { ...link, reading: reading.digest, issuer: gateway.memberId, issuedAt, uses, wasEffective },
    gateway.keys.statement,
  );
  const row: ReadingReceiptRow = {
    sequence: link.sequence,
    reading_id: claims.readingId,
    grant_id: claims.grantId,
    document_id: claims.documentId,
    reader: claims.reader,
    reading: reading.jws,
    receipt,
    head: messageDigest(receipt),
    was_effective: wasEffective ? 1 : 0,
    time_seconds: issuedAt,
    root: null,
  };
  await transaction.insertInto("reading_receipts").values(row).execute();
  const { readingId, grantId, documentId, reader } = claims;
  await appendEvent(transaction, {
    type: "sealane.reading.made",
    subject: documentId,
    data: { readingId, grantId, reader, owner: gateway.memberId, uses, wasEffective },
    timeSeconds: issuedAt,
    occasion: [readingId],
  });
  return row;
}

/** What was handed on counts together with what it was handed on from. */
async function assertUsesLeft(transaction: Transaction<Schema>, { grant }: JudgedReading): Promise<void> {
  for (const above of await lineOf(transaction, grant.grant_id)) {
    if (above.max_uses === UNLIMITED_USES) continue;
    if ((await usesOf(transaction, above.grant_id)) < above.max_uses) continue;
    throw new GatewayError("GRANT_USES_SPENT", "The grant allowed a number of readings, and all of them are made.");
  }
}
