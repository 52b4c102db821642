import type { Webhook } from "../config/config.ts";
import type { EventRow, WebhookRow } from "../database/schema/events.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { guardedFetch } from "../outbound/guarded-fetch.ts";
import { CLOUD_EVENT_TYPE, cloudEventOf } from "./cloud-event.ts";
import { secretBytes, webhookHeaders } from "./sign-webhook.ts";
import { moveSubscription, readSubscription } from "./subscriptions.ts";

/** Events delivered in one round; the next round goes on. */
const MAX_EVENTS = 100;
const TIMEOUT_MS = 15_000;
/** What a receiver answers is not looked at beyond its status. */
const MAX_ANSWER_BYTES = 65_536;
const FIRST_PAUSE_S = 5;
const MAX_PAUSE_S = 3_600;

/** How an attempt ended: taken, gone for good, or to be tried again with the reason, after `pauseSeconds` at least. */
type Outcome =
  | { readonly is: "taken" }
  | { readonly is: "gone"; readonly fault: string }
  | { readonly is: "failed"; readonly fault: string; readonly pauseSeconds: number };

/** One round over every subscription, side by side: none waits for another but at the end of the round. */
export async function deliverEvents(gateway: Gateway): Promise<void> {
  await Promise.all(gateway.webhooks.map((webhook) => deliverTo(gateway, webhook)));
}

/**
 * Tells a member's own system what happened since it was told last: in order, each at least once. An event that is not
 * taken holds up those after it, because a receiver that misses one would not notice.
 */
export async function deliverTo(gateway: Gateway, webhook: Webhook): Promise<void> {
  let row = await readSubscription(gateway, webhook.name);
  if (row.state === "disabled" || row.next_attempt_seconds > gateway.clock()) return;
  for (const event of await eventsAfter(gateway, row.cursor, webhook)) {
    const outcome = await attempt(gateway, webhook, event);
    const change = changeFor(outcome, { gateway, row, event });
    if (!(await moveSubscription(gateway.database, row, change))) return;
    if (outcome.is !== "taken") {
      const { fault } = outcome;
      gateway.log.warn({ webhook: webhook.name, fault, failures: change.failures }, "A webhook did not take an event");
      return;
    }
    row = { ...row, ...change };
  }
}

function eventsAfter({ database }: Gateway, cursor: number, { types }: Webhook): Promise<EventRow[]> {
  const query = database.selectFrom("events").selectAll().where("sequence", ">", cursor).orderBy("sequence");
  return (types ? query.where("type", "in", types) : query).limit(MAX_EVENTS).execute();
}

async function attempt(gateway: Gateway, webhook: Webhook, event: EventRow): Promise<Outcome> {
  const body = JSON.stringify(cloudEventOf(gateway.memberId, event));
  const secret = secretBytes(webhook.secret) ?? new Uint8Array();
  const signed = webhookHeaders({ id: event.id, timeSeconds: gateway.clock(), body }, secret);
  try {
    const { status, headers } = await guardedFetch(webhook.url, {
      ...gateway.outbound,
      method: "POST",
      headers: { ...signed, "content-type": CLOUD_EVENT_TYPE },
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
    });
    if (status >= 200 && status < 300) return { is: "taken" };
    if (status === 410) return { is: "gone", fault: "The receiver answered 410: it wants no more events." };
    const pauseSeconds = Number(/^[0-9]{1,6}$/.exec(headers["retry-after"] ?? "")?.[0] ?? 0);
    return { is: "failed", fault: `The receiver answered ${status}.`, pauseSeconds };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { is: "failed", fault: `${error.code}: ${error.message}`, pauseSeconds: 0 };
  }
}

interface Attempted {
  readonly gateway: Gateway;
  readonly row: WebhookRow;
  readonly event: EventRow;
}

function changeFor(outcome: Outcome, { gateway, row, event }: Attempted): Partial<WebhookRow> {
  if (outcome.is === "taken") return { cursor: event.sequence, failures: 0, fault: null, next_attempt_seconds: 0 };
  const failures = row.failures + 1;
  if (outcome.is === "gone") return { state: "disabled", failures, fault: outcome.fault };
  const pause = Math.min(MAX_PAUSE_S, Math.max(pauseAfter(failures, gateway.randomBytes(4)), outcome.pauseSeconds));
  return { failures, fault: outcome.fault, next_attempt_seconds: gateway.clock() + pause };
}

/** Seconds to wait after so many failures in a row: doubling, up to an hour, of which a random half is left out. */
export function pauseAfter(failures: number, random: Uint8Array): number {
  const whole = Math.min(MAX_PAUSE_S, FIRST_PAUSE_S * 2 ** Math.min(failures - 1, 20));
  const share = Buffer.from(random).readUInt32BE() / 2 ** 32;
  return Math.ceil(whole * (0.5 + share / 2));
}
