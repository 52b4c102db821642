import type { Transaction } from "kysely";
import type { AlertDeliveryRow } from "../database/schema/alerts.ts";
import type { DeliveryRow } from "../database/schema/peers.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { agreementStanding, findAgreement } from "../sharing/agreement-standing.ts";
import { chainNow } from "../sharing/clock.ts";

type Sent = Pick<DeliveryRow, "delivery_id">;

/** Types of envelopes that carry parts of alerts. */
export const isOfAlert = (type: string): boolean => type === "alert" || type === "alert-nominal";

/**
 * Whether a part of an alert may reach its recipient now: while the agreement that it is shared under, if any, is in force.
 * What takes an alert back always may.
 */
export async function mayAlertGo(gateway: Gateway, { delivery_id }: Sent): Promise<boolean> {
  const row = await gateway.database
    .selectFrom("alert_deliveries as sent")
    .innerJoin("alerts", (join) =>
      join.onRef("alerts.alert_id", "=", "sent.alert_id").onRef("alerts.version", "=", "sent.version"),
    )
    .select(["alerts.agreement_id", "alerts.is_withdrawn", "alerts.issuer"])
    .where("sent.delivery_id", "=", delivery_id)
    .executeTakeFirst();
  if (!row) return false;
  if (row.is_withdrawn === 1 || row.agreement_id === null) return true;
  const agreement = await findAgreement(gateway.database, row.agreement_id);
  if (!agreement || agreementStanding(agreement, await chainNow(gateway)) !== "inForce") return false;
  return agreement.terms.parties.includes(row.issuer);
}

/** Forgets that a part of an alert was sent, so that it is sent anew once it may go; what was forgotten. */
export async function forgetSent(
  transaction: Transaction<Schema>,
  { delivery_id }: Sent,
): Promise<Pick<AlertDeliveryRow, "alert_id"> | undefined> {
  const sent = await transaction
    .deleteFrom("alert_deliveries")
    .where("delivery_id", "=", delivery_id)
    .returning("alert_id")
    .executeTakeFirst();
  if (sent)
    await transaction.updateTable("alerts").set({ sent_for: null }).where("alert_id", "=", sent.alert_id).execute();
  return sent;
}
