import { canFollow, type FeedbackState, type Hex32 } from "@sealane/sdk";
import { maySee, PERSONAL_TLPS } from "../../alerts/clearance.ts";
import { type MatchOutcome, type MatchRow, selectMatches, settleMatchRow } from "../../alerts/settle-matches.ts";
import type { Database } from "../../database/database.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { limitOf, positionOf } from "../page.ts";
import type { Page, Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";

/** A document that meets an alert. */
export interface MatchView {
  readonly matchNumber: number;
  readonly alertId: Hex32;
  readonly version: number;
  readonly issuer: number;
  readonly category: string;
  readonly documentId: Hex32;
  readonly state: string;
  readonly result: string | null;
  /** As it was when it was met, 0 to 1. */
  readonly weight: number;
  readonly words: readonly string[];
  readonly isNominal: boolean;
  readonly isNominalWithheld: boolean;
  readonly matchedAtSeconds: number;
  readonly settledAtSeconds: number | null;
}

export interface ListMatchesInput {
  readonly alertId?: Hex32;
  readonly documentId?: Hex32;
  readonly state?: FeedbackState;
  readonly isCleared: boolean;
  readonly after?: string;
  readonly limit?: number;
}

/** Documents that meet alerts, the last to be met first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listMatches(gateway: Gateway, input: ListMatchesInput): Promise<Page<MatchView>> {
  const limit = limitOf(input.limit);
  let query = selectMatches(gateway.database)
    .orderBy("alert_matches.sequence", "desc")
    .limit(limit + 1);
  if (input.alertId !== undefined) query = query.where("alert_matches.alert_id", "=", input.alertId);
  if (input.documentId !== undefined) query = query.where("document_id", "=", input.documentId);
  if (input.state !== undefined) query = query.where("state", "=", input.state);
  if (!input.isCleared) query = query.where("alerts.tlp", "not in", PERSONAL_TLPS);
  if (input.after !== undefined) query = query.where("alert_matches.sequence", "<", positionOf(input.after));
  const rows = await query.execute();
  const next = rows.length > limit ? String(rows[limit - 1]?.sequence) : null;
  return { items: rows.slice(0, limit).map(viewOf), next };
}

export interface SettleMatchInput extends Writing, MatchOutcome {
  readonly matchNumber: number;
  readonly isCleared: boolean;
}

/**
 * Says what came of a match; the issuer of the alert is told so, and nothing of the document.
 * @throws MATCH_NOT_FOUND, MATCH_SETTLED, IDEMPOTENCY_*.
 */
export async function settleMatch(gateway: Gateway, input: SettleMatchInput): Promise<MatchView> {
  const { matchNumber, state, result, isCleared } = input;
  await writeOnce(gateway, input, {
    route: "settleAlertMatch",
    content: { matchNumber, state, result },
    work: async (transaction) => {
      const row = await requireMatch(transaction, matchNumber, isCleared);
      if (!canFollow(row.state as FeedbackState, state))
        throw new GatewayError("MATCH_SETTLED", `It is said already: ${row.state}.`);
      await settleMatchRow(gateway, transaction, { row, state, result });
      return String(matchNumber);
    },
  });
  return viewOf(await requireMatch(gateway.database, matchNumber, isCleared));
}

async function requireMatch(database: Database, matchNumber: number, isCleared: boolean): Promise<MatchRow> {
  const row = await selectMatches(database).where("alert_matches.sequence", "=", matchNumber).executeTakeFirst();
  if (row && maySee(row, isCleared)) return row;
  throw new GatewayError("MATCH_NOT_FOUND", "No match of that number is here, or it is for other officers.");
}

const viewOf = (row: MatchRow): MatchView => ({
  ...{ matchNumber: row.sequence, alertId: row.alert_id, version: row.version, documentId: row.document_id },
  ...{ issuer: row.issuer, category: row.category, state: row.state, result: row.result, weight: row.weight / 10_000 },
  ...{ words: JSON.parse(row.words), isNominal: row.is_nominal === 1, isNominalWithheld: row.is_withheld === 1 },
  ...{ matchedAtSeconds: row.matched_at_seconds, settledAtSeconds: row.settled_at_seconds },
});
