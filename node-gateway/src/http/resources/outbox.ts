import { z } from "zod";
import { acknowledgeAlarm } from "../../usecases/acknowledge-alarm.ts";
import { cancelItem } from "../../usecases/cancel-item.ts";
import { listOutbox } from "../../usecases/list-outbox.ts";
import { retryItem } from "../../usecases/retry-item.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import { itemPurpose, itemState, outboxItem, outboxPage } from "../schemas/outbox.ts";
import { limit, nothing, numberText } from "../schemas/words.ts";

const tag = "outbox";
const itemParams = z.strictObject({ itemId: numberText(1, 9_999_999_999) });

export const OUTBOX_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/outbox",
    operationId: "listOutbox",
    summary: "What waits for the chain, what was sent and what was refused, the oldest first",
    tag,
    access: "outbox:read",
    query: z.strictObject({ state: itemState.exactOptional(), purpose: itemPurpose.exactOptional(), after, limit }),
    replies: { 200: { description: "One page.", schema: outboxPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listOutbox(service.gateway, query)),
    }),
  }),
  route({
    method: "post",
    path: "/v1/outbox/{itemId}/retry",
    operationId: "retryItem",
    summary: "Let an item that was refused or given up wait for the chain again",
    tag,
    access: "outbox:admin",
    changes: true,
    params: itemParams,
    body: jsonBody(nothing),
    replies: { 202: { description: "Queued for the chain.", schema: outboxItem } },
    problems: ["ITEM_NOT_FOUND", "ITEM_NOT_REFUSED"],
    handler: async ({ service, params, actor, idempotencyKey }) => ({
      status: 202,
      body: await retryItem(service.gateway, { ...params, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/outbox/{itemId}/cancel",
    operationId: "cancelItem",
    summary: "Give up an item that waits or was refused",
    tag,
    access: "outbox:admin",
    changes: true,
    params: itemParams,
    body: jsonBody(nothing),
    replies: { 200: { description: "Given up.", schema: outboxItem } },
    problems: ["ITEM_NOT_FOUND", "ITEM_NOT_OPEN"],
    handler: async ({ service, params, actor, idempotencyKey }) => ({
      status: 200,
      body: await cancelItem(service.gateway, { ...params, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/alarm/acknowledge",
    operationId: "acknowledgeAlarm",
    summary: "Take the alarm of a changed history off, after looking into it",
    tag,
    access: "outbox:admin",
    changes: true,
    body: jsonBody(nothing),
    replies: {
      200: {
        description: "The alarm that was taken off; null when there was none.",
        schema: z.strictObject({ alarm: z.string().nullable() }).meta({ id: "AcknowledgedAlarm" }),
      },
    },
    handler: async ({ service, actor, idempotencyKey }) => ({
      status: 200,
      body: await acknowledgeAlarm(service.gateway, { actor, idempotencyKey }),
    }),
  }),
];
