import { type AlertFeedback, type Envelope, readFeedback } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { AlertRow } from "../database/schema/alerts.ts";
import type { Schema } from "../database/schema.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { isSignedByMember } from "../peers/wire/member-key.ts";
import { differs, type Refusal } from "../peers/wire/refusal.ts";
import { alertIn, findAlert } from "./find-alert.ts";
import { signedIn } from "./signed-in.ts";

/** Of one version by one member: what met more documents than this says nothing any more. */
const MAX_ANSWERS = 10_000;

/** How an envelope `alert-feedback` is taken: on an alert of this member, from one that has it from here or by others. */
export const receiveFeedback = {
  judge: async (gateway: Gateway, { content, issuer, lane }: Envelope): Promise<Refusal | undefined> => {
    const read = signedIn(content, "feedback", readFeedback);
    if (!read || read.claims.alertId !== lane) return differs("The content is no feedback.");
    const { claims, jws } = read;
    if (claims.issuer !== issuer) return differs("The feedback is of another member than the envelope.");
    const nowSeconds = gateway.clock();
    const question = { memberId: issuer, use: "statement", atSeconds: claims.issuedAt, nowSeconds } as const;
    if (!(await isSignedByMember(gateway.database, jws, question)))
      return differs("The feedback is not signed with a statement key that its sender had then and has not lost.");
    const row = await findAlert(gateway.database, claims.alertId, claims.version);
    const isHeard = row?.issuer === gateway.memberId && (await mayHaveIt(gateway, row, issuer));
    if (!isHeard) return differs("No such alert was sent to its sender from here.");
    return (await saidBy(gateway, claims)) < MAX_ANSWERS ? undefined : differs("Too much is said of one alert.");
  },
  keep: async (gateway: Gateway, transaction: Transaction<Schema>, { content, issuer }: Envelope): Promise<void> => {
    const read = signedIn(content, "feedback", readFeedback);
    if (!read) return;
    const { alertId, version, matchId, state, result, happenedAt } = read.claims;
    const timeSeconds = gateway.clock();
    const { last } = await transaction
      .selectFrom("alert_feedback")
      .select((row) => row.fn.max("sequence").as("last"))
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("alert_feedback")
      .values({
        ...{ sequence: Number(last ?? 0) + 1, alert_id: alertId, version, member_id: issuer, match_id: matchId },
        ...{ state, result, feedback: String(content["feedback"]) },
        ...{ happened_at_seconds: happenedAt, received_at_seconds: timeSeconds },
      })
      .onConflict((it) => it.columns(["alert_id", "version", "member_id", "match_id", "state"]).doNothing())
      .execute();
    const actor = `member:${issuer}`;
    await appendAudit(transaction, { action: "receiveAlertFeedback", actor, subject: alertId, timeSeconds });
    await appendEvent(transaction, {
      type: "sealane.alert.answered",
      subject: alertId,
      data: { memberId: issuer, version, state },
      timeSeconds,
      occasion: [version, issuer, matchId, state],
    });
  },
};

/** How much a member said of a version. */
async function saidBy({ database }: Gateway, { alertId, version, issuer }: AlertFeedback): Promise<number> {
  const { count } = await database
    .selectFrom("alert_feedback")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("alert_id", "=", alertId)
    .where("version", "=", version)
    .where("member_id", "=", issuer)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** One that another handed it on to is not known here, so where that is allowed everybody is heard. */
async function mayHaveIt({ database }: Gateway, row: AlertRow, memberId: number): Promise<boolean> {
  if (alertIn(row).forwarding !== "never") return true;
  const sent = await database
    .selectFrom("alert_deliveries")
    .select("delivery_id")
    .where("alert_id", "=", row.alert_id)
    .where("member_id", "=", memberId)
    .executeTakeFirst();
  return sent !== undefined;
}
