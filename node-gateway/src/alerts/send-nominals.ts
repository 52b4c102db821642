import type { Gateway } from "../gateway.ts";
import { queueDelivery } from "../peers/sending/queue-delivery.ts";
import { sealingKeyOf } from "../sharing/wrap-paper.ts";
import { alertIn } from "./find-alert.ts";
import { openHeldNominal, sealNominal } from "./sealed-nominal.ts";
import { noteSent } from "./send-alerts.ts";

interface DueNominal {
  readonly alert_id: string;
  readonly version: number;
  readonly member_id: number;
  readonly alert: string;
}

/** Seals who an alert means to each member that needs to know and was sent the alert itself, and queues it behind that. */
export async function sendNominals(gateway: Gateway): Promise<void> {
  for (const due of await dueNominals(gateway)) {
    const reader = await sealingKeyOf(gateway, due.member_id);
    const alert = alertIn(due);
    const { alert_id: alertId, version, member_id: to } = due;
    const nominal = await openHeldNominal(gateway, due);
    if (!reader || !nominal) {
      gateway.log.warn({ alertId, partner: to }, "Who an alert means cannot be sealed for its recipient now.");
      continue;
    }
    const sealed = await sealNominal(gateway, { alertId, nominal }, reader);
    await gateway.database.transaction().execute(async (transaction) => {
      const content = { alertId, version, blob: sealed.blob, wrappedKey: sealed.wrappedKey };
      const envelope = { to, type: "alert-nominal", lane: alertId, content, attachments: [] };
      const deliveryId = await queueDelivery(gateway, transaction, { ...envelope, expiresAtSeconds: alert.validUntil });
      await noteSent(transaction, {
        ...{ alert_id: alertId, version, part: "nominal", member_id: to, delivery_id: deliveryId },
        ...{ sent_at_seconds: gateway.clock(), acknowledge_by_seconds: alert.acknowledgeBy },
      });
    });
  }
}

function dueNominals({ database, clock, memberId }: Gateway): Promise<DueNominal[]> {
  return database
    .selectFrom("alert_releases as released")
    .innerJoin("alerts", "alerts.alert_id", "released.alert_id")
    .innerJoin("alert_nominals as nominal", (join) =>
      join.onRef("nominal.alert_id", "=", "alerts.alert_id").onRef("nominal.version", "=", "alerts.version"),
    )
    .innerJoin("alert_deliveries as sent", (join) =>
      join
        .onRef("sent.alert_id", "=", "alerts.alert_id")
        .onRef("sent.version", "=", "alerts.version")
        .onRef("sent.member_id", "=", "released.member_id")
        .on("sent.part", "=", "alert"),
    )
    .leftJoin("alert_deliveries as before", (join) =>
      join
        .onRef("before.alert_id", "=", "alerts.alert_id")
        .onRef("before.version", "=", "alerts.version")
        .onRef("before.member_id", "=", "released.member_id")
        .on("before.part", "=", "nominal"),
    )
    .select(["alerts.alert_id", "alerts.version", "alerts.alert", "released.member_id"])
    .where("alerts.is_latest", "=", 1)
    .where("alerts.is_withdrawn", "=", 0)
    .where("alerts.issuer", "=", memberId)
    .where("alerts.valid_until_seconds", ">", clock())
    .where("before.delivery_id", "is", null)
    .limit(100)
    .execute();
}
