import type { Delivery, GatewayEvent, Partner, Reconciliation, Webhook } from "../../client/index.ts";
import { lines } from "./lines.ts";
import type { Columns } from "./page.ts";
import { momentText, spanText, timeText } from "./time.ts";

export const DELIVERY_COLUMNS: Columns<Delivery> = {
  head: ["DELIVERY", "TO", "TYPE", "STATE", "QUEUED", "TRIES", "NEXT", "REASON"],
  cells: (one) => [
    ...[String(one.deliveryId), String(one.partner), one.type, one.state, timeText(one.createdAtSeconds)],
    ...[String(one.attempts), momentText(one.nextAttemptSeconds) ?? "", one.reason ?? ""],
  ],
};

/** A delivery with its partner's last answer. */
export const deliveryText = (one: Delivery): string =>
  lines(`Delivery ${one.deliveryId} to member ${one.partner}`, [
    ["type", one.type],
    ["state", one.state],
    ["reason", one.reason],
    ["tries", one.attempts],
    ["next try", momentText(one.nextAttemptSeconds)],
    ["queued", timeText(one.createdAtSeconds)],
    ["expires", timeText(one.expiresAtSeconds)],
    ["settled", momentText(one.settledAtSeconds)],
    ["envelope", one.envelopeId],
    ["lane", one.lane],
    ["receipt", one.receipt],
  ]);

export const PARTNER_COLUMNS: Columns<Partner> = {
  head: ["MEMBER", "BREAKER", "ANSWERED", "WAITING", "OLDEST", "DEAD", "RECONCILED", "LAST ERROR", "GATEWAY"],
  none: "There is no other member.",
  cells: (one) => [
    ...[String(one.memberId), one.breaker, momentText(one.lastOkSeconds) ?? "", String(one.waiting)],
    ...[one.waiting === 0 ? "" : spanText(one.oldestWaitingSeconds), String(one.dead)],
    ...[momentText(one.reconciledAtSeconds) ?? "", one.alarm ?? one.lastError ?? "", one.gatewayUrl],
  ],
};

/** What a comparison with a partner found and mended. */
export const reconciliationText = (it: Reconciliation): string =>
  lines(`Compared with member ${it.memberId} what was sent since ${timeText(it.sinceSeconds)}`, [
    ["it holds", it.held],
    ["now known to have arrived", it.acknowledged],
    ["queued again", it.queuedAgain],
    ["disagreeing", it.disagreeing.length],
    ...it.disagreeing.map((envelopeId) => ["envelope", envelopeId] as const),
  ]);

export const EVENT_COLUMNS: Columns<GatewayEvent> = {
  head: ["SEQUENCE", "TIME", "TYPE", "SUBJECT"],
  none: "Nothing happened.",
  cells: ({ sequence, time, type, subject }) => [sequence, time, type, subject],
};

export const WEBHOOK_COLUMNS: Columns<Webhook> = {
  head: ["NAME", "STATE", "TOLD UP TO", "WAITING", "FAILURES", "NEXT", "FAULT", "URL", "TYPES"],
  none: "The gateway's settings name no webhook.",
  cells: (one) => [
    ...[one.name, one.state, String(one.cursor), String(one.waiting), String(one.failures)],
    ...[momentText(one.nextAttemptSeconds) ?? "", one.fault ?? "", one.url, one.types?.join(" ") ?? "all"],
  ],
};
