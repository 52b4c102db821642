import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";

/** Tells, once each, of recipients that did not acknowledge an alert by its deadline. */
export async function tellLate(gateway: Gateway): Promise<void> {
  const timeSeconds = gateway.clock();
  const rows = await gateway.database
    .selectFrom("alert_deliveries as sent")
    .innerJoin("deliveries", "deliveries.delivery_id", "sent.delivery_id")
    .innerJoin("alerts", (join) =>
      join.onRef("alerts.alert_id", "=", "sent.alert_id").onRef("alerts.version", "=", "sent.version"),
    )
    .select(["sent.alert_id", "sent.version", "sent.member_id", "sent.delivery_id", "sent.part"])
    .where("sent.is_told_late", "=", 0)
    .where("sent.acknowledge_by_seconds", "<=", timeSeconds)
    .where("deliveries.state", "<>", "acknowledged")
    .where("alerts.is_latest", "=", 1)
    .limit(500)
    .execute();
  for (const { alert_id: alertId, version, member_id: memberId, delivery_id: deliveryId, part } of rows) {
    gateway.log.warn({ alertId, partner: memberId, deliveryId }, "An alert was not acknowledged by its deadline.");
    await gateway.database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("alert_deliveries")
        .set({ is_told_late: 1 })
        .where("delivery_id", "=", deliveryId)
        .execute();
      await appendEvent(transaction, {
        type: "sealane.alert.unacknowledged",
        subject: alertId,
        data: { memberId, version, deliveryId, part },
        timeSeconds,
        occasion: [version, memberId, part],
      });
    });
  }
}
