import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import { maskUrl } from "../config/addresses.ts";
import type { Webhook } from "../config/config.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { EventType } from "../events/event-types.ts";
import { readSubscription } from "../events/subscriptions.ts";
import type { Gateway } from "../gateway.ts";
import { findResult, keepResult, writeRequest } from "../intake/idempotency.ts";
import type { Writing } from "./views.ts";

/** How far one of the member's own systems has been told. Its secret is never shown. */
export interface WebhookView {
  readonly name: string;
  /** Origin; what follows may be secret. */
  readonly url: string;
  /** Null for all. */
  readonly types: readonly EventType[] | null;
  readonly state: "active" | "disabled";
  /** `sequence` of the last event that it took. */
  readonly cursor: number;
  /** Events that wait for it. */
  readonly waiting: number;
  readonly failures: number;
  /** Why the last attempt failed; null when it did not. */
  readonly fault: string | null;
  /** Unix seconds; null when nothing is put off. */
  readonly nextAttemptSeconds: number | null;
}

/** The member's own systems, in the order of the configuration. */
export const listWebhooks = (gateway: Gateway): Promise<WebhookView[]> =>
  Promise.all(gateway.webhooks.map((webhook) => viewOf(gateway, webhook)));

async function viewOf(gateway: Gateway, { name, url, types }: Webhook): Promise<WebhookView> {
  const row = await readSubscription(gateway, name);
  let query = gateway.database
    .selectFrom("events")
    .select((events) => events.fn.countAll<number>().as("waiting"))
    .where("sequence", ">", row.cursor);
  if (types) query = query.where("type", "in", types);
  const { waiting } = await query.executeTakeFirstOrThrow();
  return {
    name,
    url: maskUrl(url),
    types: types ?? null,
    state: row.state,
    cursor: row.cursor,
    waiting: Number(waiting),
    failures: row.failures,
    fault: row.fault,
    nextAttemptSeconds: row.next_attempt_seconds === 0 ? null : row.next_attempt_seconds,
  };
}

export interface MendWebhookInput extends Writing {
  readonly name: string;
}

/**
 * Tells a system again everything after an event, or nothing up to it: its place becomes that event's.
 * @throws WEBHOOK_NOT_FOUND, QUERY_INVALID when there is no such event yet, IDEMPOTENCY_CONFLICT
 */
export function replayWebhook(
  gateway: Gateway,
  input: MendWebhookInput & { readonly afterSequence: number },
): Promise<WebhookView> {
  const { name, afterSequence } = input;
  return mend(gateway, { ...input, route: "replayWebhook", content: { name, afterSequence } }, async (transaction) => {
    const { last } = await transaction
      .selectFrom("events")
      .select((row) => row.fn.max("sequence").as("last"))
      .executeTakeFirstOrThrow();
    if (afterSequence > (last ?? 0)) throw new GatewayError("QUERY_INVALID", "There is no event of this number yet.");
    await transaction
      .updateTable("webhooks")
      .set({ cursor: afterSequence, next_attempt_seconds: 0 })
      .where("name", "=", name)
      .execute();
  });
}

/** Tells a system again that was given up, or put off, now. @throws WEBHOOK_NOT_FOUND, IDEMPOTENCY_CONFLICT */
export function resumeWebhook(gateway: Gateway, input: MendWebhookInput): Promise<WebhookView> {
  const { name } = input;
  return mend(gateway, { ...input, route: "resumeWebhook", content: { name } }, async (transaction) => {
    await transaction
      .updateTable("webhooks")
      .set({ state: "active", failures: 0, fault: null, next_attempt_seconds: 0 })
      .where("name", "=", name)
      .execute();
  });
}

interface Mending extends MendWebhookInput {
  readonly route: string;
  readonly content: { readonly name: string; readonly afterSequence?: number };
}

async function mend(
  gateway: Gateway,
  { name, route, content, ...input }: Mending,
  change: (transaction: Transaction<Schema>) => Promise<void>,
): Promise<WebhookView> {
  const webhook = gateway.webhooks.find((it) => it.name === name);
  if (webhook === undefined) throw new GatewayError("WEBHOOK_NOT_FOUND", "There is no webhook of this name.");
  await readSubscription(gateway, name);
  const request = writeRequest(route, input, { ...content });
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    if ((await findResult(transaction, request)) !== undefined) return;
    await change(transaction);
    await appendAudit(transaction, { action: route, actor: input.actor, subject: `webhook ${name}`, timeSeconds });
    await keepResult(transaction, request, { result: name, timeSeconds });
  });
  return viewOf(gateway, webhook);
}
