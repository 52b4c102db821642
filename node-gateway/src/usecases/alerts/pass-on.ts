import { forwardingFault, type Hex32 } from "@sealane/sdk";
import { consortiumFor } from "../../alerts/consortium.ts";
import { alertIn, requireAlert, requireOwnAlert } from "../../alerts/find-alert.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { chainNow } from "../../sharing/clock.ts";
import type { Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";
import { getAlert, type OpenedAlert } from "./read-alerts.ts";

export interface PassOnInput extends Writing {
  readonly alertId: Hex32;
  readonly memberId: number;
  readonly isCleared: boolean;
}

/**
 * Tells a recipient of an alert of this member who it means, now and in later versions, because it needs to know.
 * @throws ALERT_NOT_FOUND, ALERT_NOT_OURS, ALERT_OVER, ALERT_RECIPIENT_UNKNOWN, ALERT_NOMINAL_NOT_HELD, IDEMPOTENCY_*.
 */
export async function releaseNominal(
  gateway: Gateway,
  input: PassOnInput & { readonly reason: string },
): Promise<OpenedAlert> {
  const { alertId, memberId, reason, actor } = input;
  await writeOnce(gateway, input, {
    route: "releaseNominal",
    content: { alertId, memberId, reason },
    work: async (transaction, timeSeconds) => {
      const row = await requireOwnAlert({ ...gateway, database: transaction }, alertId, input.isCleared);
      if (row.is_withdrawn === 1) throw new GatewayError("ALERT_OVER", "The alert was taken back.");
      if (alertIn(row).nominalDigest === null)
        throw new GatewayError("ALERT_NOMINAL_NOT_HELD", "The alert names nobody.");
      const sent = await transaction
        .selectFrom("alert_deliveries")
        .select("delivery_id")
        .where("alert_id", "=", alertId)
        .where("member_id", "=", memberId)
        .executeTakeFirst();
      if (!sent)
        throw new GatewayError("ALERT_RECIPIENT_UNKNOWN", "The alert did not go to that member; it needs no names.");
      await transaction
        .insertInto("alert_releases")
        .values({ alert_id: alertId, member_id: memberId, reason, actor, time_seconds: timeSeconds })
        .onConflict((conflict) => conflict.columns(["alert_id", "member_id"]).doNothing())
        .execute();
      return alertId;
    },
  });
  return getAlert(gateway, input);
}

/**
 * Hands an alert of another member on, with its later versions, as its marking and its issuer's rule allow.
 * @throws ALERT_NOT_FOUND, ALERT_OVER, ALERT_NOT_FORWARDABLE, IDEMPOTENCY_*.
 */
export async function forwardAlert(gateway: Gateway, input: PassOnInput): Promise<OpenedAlert> {
  const { alertId, memberId, actor } = input;
  await writeOnce(gateway, input, {
    route: "forwardAlert",
    content: { alertId, memberId },
    work: async (transaction, timeSeconds) => {
      const row = await requireAlert(transaction, alertId, input.isCleared);
      const alert = alertIn(row);
      if (row.is_withdrawn === 1 || row.valid_until_seconds <= gateway.clock())
        throw new GatewayError("ALERT_OVER", "The alert is over, or was taken back.");
      const now = await chainNow({ ...gateway, database: transaction });
      const isOwn = alert.issuer === gateway.memberId || memberId === gateway.memberId;
      const fault = isOwn
        ? "Own alerts go where they are addressed, and nothing goes to this member itself."
        : forwardingFault(alert, memberId, await consortiumFor(transaction, alert, now));
      if (fault !== undefined) throw new GatewayError("ALERT_NOT_FORWARDABLE", fault);
      await transaction
        .insertInto("alert_forwards")
        .values({ alert_id: alertId, member_id: memberId, actor, time_seconds: timeSeconds })
        .onConflict((conflict) => conflict.columns(["alert_id", "member_id"]).doNothing())
        .execute();
      await transaction.updateTable("alerts").set({ sent_for: null }).where("alert_id", "=", alertId).execute();
      return alertId;
    },
  });
  return getAlert(gateway, input);
}
