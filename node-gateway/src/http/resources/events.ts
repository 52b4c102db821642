import { z } from "zod";
import { listEvents } from "../../usecases/list-events.ts";
import { listWebhooks, replayWebhook, resumeWebhook } from "../../usecases/webhooks.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import { eventPage, eventType, webhook, webhookList } from "../schemas/events.ts";
import { count, limit, numberText } from "../schemas/words.ts";

const tag = "events";
const webhookParams = z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/) });
const afterSequence = numberText(0, 9_999_999_999).exactOptional();

export const EVENT_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/events",
    operationId: "listEvents",
    summary: "What happened here, as webhooks are told of it, the oldest first",
    tag,
    access: "events:read",
    query: z.strictObject({ after, afterSequence, type: eventType.exactOptional(), limit }),
    replies: { 200: { description: "One page.", schema: eventPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listEvents(service.gateway, query)),
    }),
  }),
  route({
    method: "get",
    path: "/v1/webhooks",
    operationId: "listWebhooks",
    summary: "How far each of the member's own systems has been told what happens",
    tag,
    access: "webhooks:admin",
    replies: { 200: { description: "All of them.", schema: webhookList } },
    handler: async ({ service }) => ({ status: 200, body: { items: await listWebhooks(service.gateway) } }),
  }),
  route({
    method: "post",
    path: "/v1/webhooks/{name}/replay",
    operationId: "replayWebhook",
    summary: "Tell one of the member's own systems again everything after an event",
    tag,
    access: "webhooks:admin",
    changes: true,
    params: webhookParams,
    body: jsonBody(z.strictObject({ afterSequence: count })),
    replies: { 200: { description: "It will be told.", schema: webhook } },
    problems: ["WEBHOOK_NOT_FOUND", "QUERY_INVALID"],
    handler: async ({ service, params, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await replayWebhook(service.gateway, { ...params, ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/webhooks/{name}/resume",
    operationId: "resumeWebhook",
    summary: "Tell one of the member's own systems again, now, after it was given up or put off",
    tag,
    access: "webhooks:admin",
    changes: true,
    params: webhookParams,
    body: jsonBody(z.strictObject({})),
    replies: { 200: { description: "It will be told.", schema: webhook } },
    problems: ["WEBHOOK_NOT_FOUND"],
    handler: async ({ service, params, actor, idempotencyKey }) => ({
      status: 200,
      body: await resumeWebhook(service.gateway, { ...params, actor, idempotencyKey }),
    }),
  }),
];
