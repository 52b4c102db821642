import {
  blindFacts,
  type ComparisonQuestion,
  comparisonIdOf,
  type Hex32,
  hexOf,
  type Scalars,
  type StatedFact,
} from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { ReadingRow } from "../database/schema/sharing.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { isOwnReading, noteReading, PENDING_SECONDS } from "../readings/note-reading.ts";
import type { ComparingGrant } from "./choose-grant.ts";
import { comparisonScalars } from "./comparison-scalars.ts";

export interface NewComparison extends ComparingGrant {
  readonly actor: string;
  readonly documentId: Hex32;
  readonly otherDocumentId: Hex32;
  readonly stated: readonly StatedFact[];
}

/** A question that is written down, with the secrets of its values. */
export interface NotedComparison {
  readonly reading: ReadingRow;
  readonly question: ComparisonQuestion;
  readonly scalars: Scalars;
}

/**
 * Signs the reading of a comparison and writes it down; or the one that this officer asked for before, and whose answer
 * got lost: asked again it costs no further use.
 */
export async function noteComparison(gateway: Gateway, comparison: NewComparison): Promise<NotedComparison> {
  const pending = await findPending(gateway, comparison);
  const fresh = pending ?? questionOf(gateway, comparison, hexOf(gateway.randomBytes(32)));
  const fact = { actor: comparison.actor, subject: comparison.otherDocumentId, timeSeconds: gateway.clock() };
  return gateway.database.transaction().execute(async (transaction) => {
    await appendAudit(transaction, { action: "askToCompare", ...fact });
    return pending ?? { ...fresh, reading: await writeDown(gateway, transaction, { comparison, fresh }) };
  });
}

async function writeDown(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { comparison, fresh }: { readonly comparison: NewComparison; readonly fresh: FreshQuestion },
): Promise<ReadingRow> {
  const { grant, blockNumber, actor, documentId, otherDocumentId } = comparison;
  const readingId = comparisonIdOf(fresh.question);
  const row = { reading_id: readingId, document_id: documentId, nonce: fresh.nonce, state: "asked" } as const;
  const times = { created_at_seconds: gateway.clock() };
  await transaction
    .insertInto("comparisons")
    .values({ ...row, ...times })
    .execute();
  const shared = { grant_id: grant.grant_id, document_id: otherDocumentId, issuer: grant.owner };
  return noteReading(gateway, transaction, {
    granted: { shared, grant },
    actor,
    blockNumber,
    isOpened: false,
    readingId,
  });
}

/** Notes that a comparison came to its end, so that asking again is another one. */
export async function closeComparison({ database }: Gateway, { reading_id }: ReadingRow): Promise<void> {
  await database.updateTable("comparisons").set({ state: "done" }).where("reading_id", "=", reading_id).execute();
}

interface FreshQuestion extends Omit<NotedComparison, "reading"> {
  readonly nonce: Hex32;
}

function questionOf(
  gateway: Gateway,
  { documentId, otherDocumentId, stated }: NewComparison,
  nonce: Hex32,
): FreshQuestion {
  const scalars = comparisonScalars(gateway.keys.sealing, "asker", nonce);
  return { nonce, scalars, question: { documentId, otherDocumentId, facts: blindFacts(stated, scalars) } };
}

/** With other keys, or other facts, the question would be another one. */
async function findPending(
  gateway: Gateway,
  comparison: NewComparison,
): Promise<(FreshQuestion & NotedComparison) | undefined> {
  const rows = await gateway.database
    .selectFrom("comparisons")
    .innerJoin("readings", "readings.reading_id", "comparisons.reading_id")
    .selectAll("readings")
    .select("comparisons.nonce")
    .where("comparisons.document_id", "=", comparison.documentId)
    .where("comparisons.state", "=", "asked")
    .where("readings.document_id", "=", comparison.otherDocumentId)
    .where("readings.grant_id", "=", comparison.grant.grant_id)
    .where("readings.state", "in", ["asked", "receipted"])
    .where("comparisons.created_at_seconds", ">", gateway.clock() - PENDING_SECONDS)
    .orderBy("readings.sequence", "desc")
    .execute();
  for (const { nonce, ...reading } of rows.filter((row) => isOwnReading(gateway, row, comparison.actor))) {
    const asked = questionOf(gateway, comparison, nonce);
    if (comparisonIdOf(asked.question) === reading.reading_id) return { ...asked, reading };
  }
  return undefined;
}
