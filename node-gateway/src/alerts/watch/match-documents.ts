import {
  type AlertIndex,
  type AlertMatch,
  type Hex32,
  hexOf,
  type MatchSubject,
  matchAlerts,
  ORIGINAL_POINTER,
} from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { DocumentRow, Schema } from "../../database/schema.ts";
import { isRetryable } from "../../errors.ts";
import { appendEvent } from "../../events/append-event.ts";
import type { Gateway } from "../../gateway.ts";
import { openFields } from "../../papers/facts-of.ts";
import { openPaper } from "../../papers/find-document.ts";
import { tellIssuer } from "../tell-issuer.ts";
import { toldOf } from "../told-of.ts";

/** A document that meets an alert. */
export interface Met {
  readonly documentId: Hex32;
  readonly match: AlertMatch;
}

/**
 * Which documents meet alerts of an index now. A document that is damaged meets none, and is told of in the log.
 * @throws GatewayError BLOB_UNAVAILABLE
 */
export async function meetAlerts(
  gateway: Gateway,
  index: AlertIndex,
  documents: readonly DocumentRow[],
): Promise<Met[]> {
  if (index.size === 0) return [];
  const met: Met[] = [];
  for (const document of documents) {
    const subject = await subjectOf(gateway, document).catch((error: unknown) => {
      if (isRetryable(error)) throw error;
      gateway.log.error({ documentId: document.document_id, err: error }, "A document cannot be compared with alerts.");
      return undefined;
    });
    const found = subject ? matchAlerts(index, subject, gateway.clock()) : [];
    met.push(...found.map((match) => ({ documentId: document.document_id, match })));
  }
  return met;
}

/** What alerts are compared with of a document. */
export async function subjectOf(gateway: Gateway, document: DocumentRow): Promise<MatchSubject> {
  const { body } = await openPaper(gateway, document);
  const { fields, facts } = openFields(body);
  const digest = fields.find(({ pointer }) => pointer === `${ORIGINAL_POINTER}/sha256`)?.value;
  const originalDigest = typeof digest === "string" ? { originalDigest: digest } : {};
  return { facts, kind: document.kind, documentId: document.document_id, ...originalDigest };
}

/** Writes matches down, each once, and tells of each: events here, and feedback to the issuer of the alert. */
export async function keepMatches(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  met: readonly Met[],
): Promise<void> {
  for (const { documentId, match } of met) {
    const { alertId, alert } = match;
    const key = { alert_id: alertId, version: alert.version, document_id: documentId };
    const isKnown = transaction.selectFrom("alert_matches").select("sequence");
    const known = await isKnown
      .where("alert_id", "=", alertId)
      .where("version", "=", alert.version)
      .where("document_id", "=", documentId)
      .executeTakeFirst();
    if (!known) await keepMatch(gateway, transaction, { key, match });
  }
}

async function keepMatch(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  {
    key,
    match,
  }: { readonly key: { alert_id: string; version: number; document_id: string }; readonly match: AlertMatch },
): Promise<void> {
  const { alert, alertId } = match;
  const timeSeconds = gateway.clock();
  const matchId = hexOf(gateway.randomBytes(32));
  const { last } = await transaction
    .selectFrom("alert_matches")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto("alert_matches")
    .values({
      ...{ ...key, sequence: Number(last ?? 0) + 1, match_id: matchId, words: JSON.stringify(match.words) },
      ...{ weight: Math.round(match.weight * 10_000), state: "matched", result: null },
      ...{ is_nominal: match.isNominal ? 1 : 0, is_withheld: match.isNominalWithheld ? 1 : 0 },
      ...{ matched_at_seconds: timeSeconds, settled_at_seconds: null },
    })
    .execute();
  const { issuer, version } = alert;
  await appendEvent(transaction, {
    type: "sealane.alert.matched",
    subject: alertId,
    data: { ...toldOf(alert), documentId: key.document_id },
    timeSeconds,
    occasion: [version, key.document_id],
  });
  const row = { alert_id: alertId, version, issuer };
  await tellIssuer(gateway, transaction, { row, matchId, state: "matched", result: null, happenedAt: timeSeconds });
}
