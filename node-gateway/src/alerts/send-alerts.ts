import { type Alert, audienceOf, forwardingFault } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { crashPoint } from "../crash-points.ts";
import type { Database } from "../database/database.ts";
import type { AlertRow } from "../database/schema/alerts.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { queueDelivery } from "../peers/sending/queue-delivery.ts";
import { chainNow } from "../sharing/clock.ts";
import { consortiumFor } from "./consortium.ts";
import { alertIn } from "./find-alert.ts";
import { fingerprintFor } from "./fingerprints.ts";

/** Alerts in one round for each address; the next takes up others. */
const MAX_ALERTS = 500;

/**
 * Queues the newest version of every alert for whoever is to have it and was not sent it: this member's own for their
 * audience, also for members that come later; others' for those that they were handed on to. Each alert is a transaction of
 * its own, so that the round may be killed at any instant.
 */
export async function sendAlerts(gateway: Gateway): Promise<void> {
  const timeSeconds = await chainNow(gateway);
  for (const agreementId of await addressesOf(gateway)) {
    const fingerprint = await fingerprintFor(gateway.database, agreementId, timeSeconds);
    for (const row of await dueAlerts(gateway, agreementId, fingerprint)) {
      await gateway.database.transaction().execute((transaction) => send(gateway, transaction, { row, fingerprint }));
      crashPoint("alert:after-commit");
    }
  }
}

/** Agreements that alerts are shared under, and null for those that are under none. */
async function addressesOf({ database, clock }: Gateway): Promise<(string | null)[]> {
  const rows = await database
    .selectFrom("alerts")
    .select("agreement_id")
    .distinct()
    .where("is_latest", "=", 1)
    .where("valid_until_seconds", ">", clock())
    .execute();
  return rows.map(({ agreement_id }) => agreement_id);
}

function dueAlerts({ database, clock }: Gateway, agreementId: string | null, fingerprint: string): Promise<AlertRow[]> {
  return database
    .selectFrom("alerts")
    .selectAll()
    .where("is_latest", "=", 1)
    .where("agreement_id", agreementId === null ? "is" : "=", agreementId)
    .where((row) => row.or([row("sent_for", "is", null), row("sent_for", "<>", fingerprint)]))
    .where("valid_until_seconds", ">", clock())
    .orderBy("sequence")
    .limit(MAX_ALERTS)
    .execute();
}

async function send(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { row, fingerprint }: { readonly row: AlertRow; readonly fingerprint: string },
): Promise<void> {
  const { alert_id: alertId, version } = row;
  const alert = alertIn(row);
  const sent = await sentTo(transaction, row);
  const due = (await recipientsOf(gateway, transaction, { row, alert })).filter((member) => !sent.has(member));
  for (const to of due) {
    const content = { alert: row.alert };
    const delivery = { to, type: "alert", lane: alertId, content, attachments: [], expiresAtSeconds: alert.validUntil };
    const deliveryId = await queueDelivery(gateway, transaction, delivery);
    await noteSent(transaction, {
      ...{ alert_id: alertId, version, part: "alert", member_id: to, delivery_id: deliveryId },
      ...{ sent_at_seconds: gateway.clock(), acknowledge_by_seconds: alert.acknowledgeBy },
    });
  }
  await transaction
    .updateTable("alerts")
    .set({ sent_for: fingerprint })
    .where("alert_id", "=", alertId)
    .where("version", "=", version)
    .where("is_latest", "=", 1)
    .execute();
  crashPoint("alert:before-commit");
}

/** Writes down that a part of an alert is on its way. */
export const noteSent = (
  transaction: Transaction<Schema>,
  sent: Omit<Schema["alert_deliveries"], "is_told_late">,
): Promise<unknown> =>
  transaction
    .insertInto("alert_deliveries")
    .values({ ...sent, is_told_late: 0 })
    .execute();

async function sentTo(database: Database, { alert_id, version }: AlertRow): Promise<ReadonlySet<number>> {
  const rows = await database
    .selectFrom("alert_deliveries")
    .select("member_id")
    .where("alert_id", "=", alert_id)
    .where("version", "=", version)
    .where("part", "=", "alert")
    .execute();
  return new Set(rows.map(({ member_id }) => member_id));
}

/** Members that are to have a version: a withdrawal whoever got the alert from here before, whatever is in force now. */
async function recipientsOf(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { row, alert }: { readonly row: AlertRow; readonly alert: Alert },
): Promise<readonly number[]> {
  if (row.is_withdrawn === 1) {
    const earlier = await transaction
      .selectFrom("alert_deliveries")
      .select("member_id")
      .distinct()
      .where("alert_id", "=", row.alert_id)
      .execute();
    return earlier.map(({ member_id }) => member_id);
  }
  const consortium = await consortiumFor(transaction, alert, await chainNow({ ...gateway, database: transaction }));
  if (alert.issuer === gateway.memberId) return audienceOf(alert, consortium).members;
  const forwards = await transaction
    .selectFrom("alert_forwards")
    .select("member_id")
    .where("alert_id", "=", row.alert_id)
    .execute();
  return forwards
    .map(({ member_id }) => member_id)
    .filter((member) => forwardingFault(alert, member, consortium) === undefined);
}
