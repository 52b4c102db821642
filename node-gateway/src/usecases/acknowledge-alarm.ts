import { appendAudit } from "../audit/append-audit.ts";
import type { Gateway } from "../gateway.ts";
import type { Acting } from "./views.ts";

/** Takes the alarm of a changed history off, after an operator has looked into it; the audit log keeps that he did. */
export async function acknowledgeAlarm(gateway: Gateway, { actor }: Acting): Promise<void> {
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    await transaction.updateTable("cursor").set({ alarm: null, alarm_since_seconds: null }).execute();
    await appendAudit(transaction, { action: "acknowledgeAlarm", actor, subject: "index", timeSeconds });
  });
}
