import { canFollow, type FeedbackState, type Hex32 } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Database } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { tellIssuer } from "./tell-issuer.ts";

/** What came of a match. */
export interface MatchOutcome {
  readonly state: Exclude<FeedbackState, "matched" | "expired">;
  /** For the issuer's people; null for none. */
  readonly result: string | null;
}

/** Matches with what is asked of the version of the alert that each meets, to be narrowed. */
export const selectMatches = (database: Database) =>
  database
    .selectFrom("alert_matches")
    .innerJoin("alerts", (join) =>
      join
        .onRef("alerts.alert_id", "=", "alert_matches.alert_id")
        .onRef("alerts.version", "=", "alert_matches.version"),
    )
    .selectAll("alert_matches")
    .select(["alerts.issuer", "alerts.category", "alerts.tlp"]);

/** A row of {@link selectMatches}. */
export type MatchRow = Awaited<ReturnType<ReturnType<typeof selectMatches>["executeTakeFirstOrThrow"]>>;

/** Writes down what came of a match and tells the issuer of its alert, in the transaction that it happened in. */
export async function settleMatchRow(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { row, state, result }: MatchOutcome & { readonly row: MatchRow },
): Promise<void> {
  const happenedAt = gateway.clock();
  await transaction
    .updateTable("alert_matches")
    .set({ state, result, settled_at_seconds: happenedAt })
    .where("sequence", "=", row.sequence)
    .execute();
  await tellIssuer(gateway, transaction, { row, matchId: row.match_id, state, result, happenedAt });
}

/** The same of every alert that a document meets and of which nothing final is said: an inspection answers them all. */
export async function settleMatchesOn(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { documentId, ...outcome }: MatchOutcome & { readonly documentId: Hex32 },
): Promise<void> {
  const rows = await selectMatches(transaction).where("document_id", "=", documentId).execute();
  for (const row of rows)
    if (canFollow(row.state as FeedbackState, outcome.state))
      await settleMatchRow(gateway, transaction, { row, ...outcome });
}
