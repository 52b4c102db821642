import { z } from "zod";
import { listCounters, shareCounters } from "../../usecases/alerts/counters.ts";
import { listMatches, settleMatch } from "../../usecases/alerts/matches.ts";
import { alertPartners } from "../../usecases/alerts/partners.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import { alertMatch, alertMatchPage, alertPartner, counters, feedbackState, month } from "../schemas/alerts.ts";
import { count, hex32, limit, memberId, numberText, words } from "../schemas/words.ts";
import { isCleared, writingOf } from "./alerts.ts";

const tag = "alerts";

export const ALERT_MATCH_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/alert-matches",
    operationId: "listAlertMatches",
    summary: "Documents here that meet alerts, the last to be met first",
    tag,
    access: "alerts:read",
    query: z.strictObject({
      alertId: hex32.exactOptional(),
      documentId: hex32.exactOptional(),
      state: feedbackState.exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: alertMatchPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async (call) => ({
      status: 200,
      body: withCursor(await listMatches(call.service.gateway, { ...call.query, isCleared: isCleared(call) })),
    }),
  }),
  route({
    method: "post",
    path: "/v1/alert-matches/{matchNumber}/result",
    operationId: "settleAlertMatch",
    summary: "Say what came of a match; the alert's issuer is told, and nothing of the document",
    tag,
    access: "alerts:write",
    changes: true,
    params: z.strictObject({ matchNumber: numberText(1, 9_999_999_999) }),
    body: jsonBody(
      z.strictObject({
        state: z.enum(["inspected", "confirmed", "falsePositive"]),
        result: words(1_000).nullable().meta({ description: "For the issuer's people; without names or numbers." }),
      }),
    ),
    replies: { 200: { description: "Written down, and on its way to the issuer.", schema: alertMatch } },
    problems: ["MATCH_NOT_FOUND", "MATCH_SETTLED"],
    handler: async (call) => ({
      status: 200,
      body: await settleMatch(call.service.gateway, writingOf(call, { ...call.body, ...call.params })),
    }),
  }),
  route({
    method: "get",
    path: "/v1/alert-partners",
    operationId: "listAlertPartners",
    summary: "Of every other member: how often its alerts were right, what they add, and how fast it answers",
    tag,
    access: "alerts:read",
    replies: { 200: { description: "Every other member.", schema: z.strictObject({ items: z.array(alertPartner) }) } },
    handler: async ({ service }) => ({ status: 200, body: { items: await alertPartners(service.gateway) } }),
  }),
  route({
    method: "get",
    path: "/v1/alert-counters",
    operationId: "listAlertCounters",
    summary: "Counts of a month, this member's as they may be told, and those that others told",
    tag,
    access: "alerts:read",
    query: z.strictObject({ month }),
    replies: { 200: { description: "Counts.", schema: z.strictObject({ items: z.array(counters) }) } },
    problems: ["COUNTERS_NOT_READY"],
    handler: async ({ service, query }) => ({ status: 200, body: await listCounters(service.gateway, query) }),
  }),
  route({
    method: "post",
    path: "/v1/alert-counters",
    operationId: "shareAlertCounters",
    summary: "Tell a member this one's counts of a month, once for good",
    tag,
    access: "alerts:write",
    changes: true,
    body: jsonBody(z.strictObject({ memberId, month })),
    replies: {
      202: {
        description: "On their way.",
        schema: z.strictObject({ memberId, month, deliveryId: count }).meta({ id: "SharedCounters" }),
      },
    },
    problems: ["COUNTERS_NOT_READY", "MEMBER_SUSPENDED", "READER_INVALID"],
    handler: async (call) => ({
      status: 202,
      body: await shareCounters(call.service.gateway, writingOf(call, call.body)),
    }),
  }),
];
