import { type FeedbackState, type Hex32, signFeedback } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { AlertRow } from "../database/schema/alerts.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { queueDelivery } from "../peers/sending/queue-delivery.ts";

const YEAR_SECONDS = 366 * 86_400;

export interface Told {
  readonly row: Pick<AlertRow, "alert_id" | "version" | "issuer">;
  /** Drawn when it was met: the issuer learns nothing of the document by it. */
  readonly matchId: Hex32;
  readonly state: FeedbackState;
  readonly result: string | null;
  readonly happenedAt: number;
}

/**
 * Queues feedback for the issuer of an alert, in the transaction that writes down what happened; of its own alerts a member
 * tells nobody.
 */
export async function tellIssuer(gateway: Gateway, transaction: Transaction<Schema>, told: Told): Promise<void> {
  const { row, state, result, happenedAt, matchId } = told;
  const { alert_id: alertId, version, issuer: to } = row;
  if (to === gateway.memberId) return;
  const issuedAt = gateway.clock();
  const feedback = signFeedback(
    { alertId, version, issuer: gateway.memberId, matchId, state, result, happenedAt, issuedAt },
    gateway.keys.statement,
  );
  await queueDelivery(gateway, transaction, {
    ...{ to, type: "alert-feedback", lane: alertId, content: { feedback }, attachments: [] },
    expiresAtSeconds: issuedAt + YEAR_SECONDS,
  });
}
