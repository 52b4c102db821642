import { kindByName } from "@sealane/sdk";
import { forgetSent, isOfAlert, mayAlertGo } from "../../alerts/may-go.ts";
import { appendAudit } from "../../audit/append-audit.ts";
import type { DeliveryRow } from "../../database/schema/peers.ts";
import type { Gateway } from "../../gateway.ts";
import { chainNow } from "../../sharing/clock.ts";
import { grantStandingFor } from "../../sharing/grant-standing.ts";

type Sent = Pick<DeliveryRow, "delivery_id" | "type">;

/**
 * Whether a delivery may reach its partner now: a paper while the grant that it is sent under is effective by the index, an
 * alert while its agreement is in force.
 */
export async function mayGo(gateway: Gateway, { delivery_id, type }: Sent): Promise<boolean> {
  if (isOfAlert(type)) return mayAlertGo(gateway, { delivery_id });
  if (type !== "paper") return true;
  const row = await gateway.database
    .selectFrom("grant_deliveries as sent")
    .innerJoin("documents", "documents.document_id", "sent.document_id")
    .select(["sent.grant_id", "documents.kind"])
    .where("sent.delivery_id", "=", delivery_id)
    .executeTakeFirst();
  if (!row) return false;
  const question = { timeSeconds: await chainNow(gateway), kind: kindByName(row.kind).code };
  return (await grantStandingFor(gateway.database, row.grant_id, question)) === "effective";
}

/** Takes back what may not go, so that its lane goes on; once it may again, it is sent anew. */
export async function takeBack({ database, clock }: Gateway, { delivery_id, type }: DeliveryRow): Promise<void> {
  const timeSeconds = clock();
  await database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("deliveries")
      .set({
        ...{ state: "cancelled", settled_at_seconds: timeSeconds },
        reason: isOfAlert(type) ? "AGREEMENT_NOT_COVERING" : "GRANT_NOT_EFFECTIVE",
      })
      .where("delivery_id", "=", delivery_id)
      .where("state", "=", "waiting")
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    if (isOfAlert(type)) {
      const subject = (await forgetSent(transaction, { delivery_id }))?.alert_id ?? `delivery ${delivery_id}`;
      await appendAudit(transaction, { action: "takeBackAlert", actor: "worker", subject, timeSeconds });
      return;
    }
    const sent = await transaction
      .deleteFrom("grant_deliveries")
      .where("delivery_id", "=", delivery_id)
      .returning(["grant_id", "document_id"])
      .executeTakeFirst();
    const actor = sent ? `grant:${sent.grant_id}` : `delivery:${delivery_id}`;
    const subject = sent?.document_id ?? `delivery ${delivery_id}`;
    await appendAudit(transaction, { action: "takeBackPaper", actor, subject, timeSeconds });
  });
}
