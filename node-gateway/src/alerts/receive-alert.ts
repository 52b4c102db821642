import {
  type Alert,
  alertIdOf,
  canonicalize,
  type Envelope,
  type Json,
  type ReadMessage,
  readAlert,
} from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { AlertRow } from "../database/schema/alerts.ts";
import type { Schema } from "../database/schema.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { isSignedByMember } from "../peers/wire/member-key.ts";
import { differs, type Refusal } from "../peers/wire/refusal.ts";
import { chainNow } from "../sharing/clock.ts";
import { arrivalFault, consortiumFor } from "./consortium.ts";
import { alertIn, findAlert, latestAlert } from "./find-alert.ts";
import { keepAlert } from "./keep-alert.ts";
import { assertRoom } from "./limit-alerts.ts";
import { signedIn } from "./signed-in.ts";
import { toldOf } from "./told-of.ts";

/** A clock of an issuer that runs ahead of the one who hands its alert on. */
const MAX_AHEAD_SECONDS = 3_600;

/**
 * How an envelope `alert` is taken: the alert is its issuer's, addressed to this member or handed on to it as its marking
 * and its rule allow, and says nothing else than this version said before. The index may be behind, so before it refuses
 * for good it asks the chain. A member that has very many alerts here is told to come again: AlertsTooMany.
 */
export const receiveAlert = {
  judge: async (gateway: Gateway, envelope: Envelope): Promise<Refusal | undefined> => {
    const read = signedIn(envelope.content, "alert", readAlert);
    if (!read || envelope.attachments.length > 0) return differs("The content is no alert.");
    const { claims: alert } = read;
    if (envelope.lane !== alertIdOf(alert)) return differs("The lane is not the alert's id.");
    if (alert.issuer === gateway.memberId) return differs("It is this member's own alert.");
    if (alert.issuedAt > envelope.issuedAt + MAX_AHEAD_SECONDS) return differs("It was issued after it was sent.");
    if (alert.validUntil <= gateway.clock()) return differs("It is over.");
    const isOther = await differsFromKept(gateway, alert);
    if (isOther) return isOther;
    if (!(await latestAlert(gateway.database, envelope.lane))) await assertRoom(gateway, alert.issuer);
    if ((await faultOf(gateway, envelope, read)) === undefined) return undefined;
    await catchUp(gateway);
    const fault = await faultOf(gateway, envelope, read);
    return fault === undefined ? undefined : differs(fault);
  },
  keep: async (gateway: Gateway, transaction: Transaction<Schema>, envelope: Envelope): Promise<void> => {
    const read = signedIn(envelope.content, "alert", readAlert);
    if (!read) return;
    const { claims: alert } = read;
    const [alertId, timeSeconds] = [alertIdOf(alert), gateway.clock()];
    if (await findAlert(transaction, alertId, alert.version)) return;
    const jws = String(envelope.content["alert"]);
    await keepAlert(transaction, { alert, jws, fromMember: envelope.issuer, timeSeconds });
    const action = alert.withdrawal === null ? "receiveAlert" : "receiveAlertWithdrawal";
    await appendAudit(transaction, { action, actor: `member:${envelope.issuer}`, subject: alertId, timeSeconds });
    await appendEvent(transaction, {
      type: alert.withdrawal === null ? "sealane.alert.received" : "sealane.alert.withdrawn",
      subject: alertId,
      data: { ...toldOf(alert), from: envelope.issuer },
      timeSeconds,
      occasion: [alert.version],
    });
  },
};

async function faultOf(
  gateway: Gateway,
  { issuer: from }: Envelope,
  { claims: alert, jws }: ReadMessage<Alert>,
): Promise<string | undefined> {
  const nowSeconds = gateway.clock();
  const question = { memberId: alert.issuer, use: "statement", atSeconds: alert.issuedAt, nowSeconds } as const;
  if (!(await isSignedByMember(gateway.database, jws, question)))
    return "The alert is not signed with a statement key that its issuer had then and has not lost.";
  // What is taken back must reach everybody who has it, whatever became of the agreement meanwhile.
  if (alert.withdrawal !== null && (await latestAlert(gateway.database, alertIdOf(alert)))) return undefined;
  const consortium = await consortiumFor(gateway.database, alert, await chainNow(gateway));
  return arrivalFault(alert, { from, to: gateway.memberId }, consortium);
}

/** A version says one thing, and no version changes whom the alert is for or how it is marked. */
async function differsFromKept({ database }: Gateway, alert: Alert): Promise<Refusal | undefined> {
  const alertId = alertIdOf(alert);
  const same = await findAlert(database, alertId, alert.version);
  if (same && !isEqual(alertIn(same), alert)) return differs("Another alert came as this version before.");
  const kept = await latestAlert(database, alertId);
  return kept && !isSameAddress(kept, alert) ? differs("A version changes whom the alert is for.") : undefined;
}

const isEqual = (a: unknown, b: unknown): boolean => canonicalize(a as Json) === canonicalize(b as Json);

/** Whether a version is for the same members under the same marking as the one that is kept. */
export function isSameAddress(kept: AlertRow, alert: Alert): boolean {
  const { sharedWith, tlp, forwarding, category } = alertIn(kept);
  const { sharedWith: with_, tlp: tlp_, forwarding: forwarding_, category: category_ } = alert;
  return isEqual([sharedWith, tlp, forwarding, category], [with_, tlp_, forwarding_, category_]);
}
