import { appendAudit } from "../audit/append-audit.ts";
import type { Gateway } from "../gateway.ts";
import { findResult, keepResult, writeRequest } from "../intake/idempotency.ts";
import type { Writing } from "./views.ts";

/**
 * Takes the alarm of a changed history off, after an operator has looked into it; the audit log keeps that he did.
 * The alarm's sentence; null when there was none.
 * @throws IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
 */
export async function acknowledgeAlarm(gateway: Gateway, input: Writing): Promise<{ alarm: string | null }> {
  const { actor } = input;
  const request = writeRequest("acknowledgeAlarm", input, {});
  const timeSeconds = gateway.clock();
  return gateway.database.transaction().execute(async (transaction) => {
    const earlier = await findResult(transaction, request);
    // Repeated, it must not take off an alarm that was raised since.
    if (earlier !== undefined) return { alarm: earlier === "" ? null : earlier };
    const { alarm } = await transaction.selectFrom("cursor").select("alarm").executeTakeFirstOrThrow();
    await keepResult(transaction, request, { result: alarm ?? "", timeSeconds });
    if (alarm === null) return { alarm };
    await transaction.updateTable("cursor").set({ alarm: null, alarm_since_seconds: null }).execute();
    await appendAudit(transaction, { action: "acknowledgeAlarm", actor, subject: "index", timeSeconds });
    return { alarm };
  });
}
