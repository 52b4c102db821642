import { z } from "zod";
import { previewAlert, reviseAlert, sendAlert, withdrawAlert } from "../../usecases/alerts/compose-alert.ts";
import { forwardAlert, releaseNominal } from "../../usecases/alerts/pass-on.ts";
import { getAlert, listAlerts, openNominal } from "../../usecases/alerts/read-alerts.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Call, type Route, route } from "../route.ts";
import {
  alertCategory,
  alertDraft,
  alertNominal,
  alertPage,
  alertPreview,
  alertView,
  openedAlert,
} from "../schemas/alerts.ts";
import { hex32, limit, memberId, numberText, words } from "../schemas/words.ts";

const tag = "alerts";
const params = z.strictObject({ alertId: hex32 });
const sending = z.strictObject({
  draft: alertDraft,
  audience: z.array(memberId).max(256).meta({ description: "The members that the preview showed, all of them." }),
});
const COMPOSING = ["MESSAGE_INVALID", "MEMBER_SUSPENDED", "ALERT_WITHOUT_AUDIENCE", "ALERT_AUDIENCE_CHANGED"] as const;
const OWN = ["ALERT_NOT_FOUND", "ALERT_NOT_OURS", "ALERT_OVER"] as const;

/** Whether an officer may see alerts that are for single persons. */
export const isCleared = ({ scopes }: Pick<Call, "scopes">): boolean => scopes.has("alerts:red");

export const ALERT_ROUTES: readonly Route[] = [
  route({
    method: "post",
    path: "/v1/alerts/preview",
    operationId: "previewAlert",
    summary: "Who would see an alert, and what of it; nothing is sent",
    tag,
    access: "alerts:write",
    body: jsonBody(z.strictObject({ draft: alertDraft }), "dossierBytes"),
    replies: { 200: { description: "Its audience.", schema: alertPreview } },
    problems: ["MESSAGE_INVALID"],
    handler: async ({ service, body }) => ({ status: 200, body: await previewAlert(service.gateway, body) }),
  }),
  route({
    method: "post",
    path: "/v1/alerts",
    operationId: "sendAlert",
    summary: "Send an alert to the audience that the preview showed",
    tag,
    access: "alerts:write",
    changes: true,
    body: jsonBody(sending, "dossierBytes"),
    replies: { 202: { description: "Signed, and on its way.", schema: alertView } },
    problems: COMPOSING,
    handler: async (call) => ({ status: 202, body: await sendAlert(call.service.gateway, writingOf(call, call.body)) }),
  }),
  route({
    method: "get",
    path: "/v1/alerts",
    operationId: "listAlerts",
    summary:
      "The newest version of every alert that is here, the last to come first; those for single persons need alerts:red",
    tag,
    access: "alerts:read",
    query: z.strictObject({
      issuer: numberText(1, 0xffffffff).exactOptional(),
      category: alertCategory.exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: alertPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async (call) => ({
      status: 200,
      body: withCursor(await listAlerts(call.service.gateway, { ...call.query, isCleared: isCleared(call) })),
    }),
  }),
  route({
    method: "get",
    path: "/v1/alerts/{alertId}",
    operationId: "getAlert",
    summary: "An alert, whom it went to from here, and what they told of it",
    tag,
    access: "alerts:read",
    params,
    replies: { 200: { description: "The alert.", schema: openedAlert } },
    problems: ["ALERT_NOT_FOUND"],
    handler: async (call) => ({
      status: 200,
      body: await getAlert(call.service.gateway, { ...call.params, isCleared: isCleared(call) }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/alerts/{alertId}/nominal",
    operationId: "openNominal",
    summary: "Who an alert means, where its issuer told it; each opening stands in the audit log",
    tag,
    access: "alerts:nominal",
    params,
    replies: { 200: { description: "Parties.", schema: alertNominal } },
    problems: ["ALERT_NOT_FOUND", "ALERT_NOMINAL_NOT_HELD"],
    handler: async (call) => ({
      status: 200,
      body: await openNominal(call.service.gateway, { ...call.params, actor: call.actor, isCleared: isCleared(call) }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/alerts/{alertId}/versions",
    operationId: "reviseAlert",
    summary: "Put a new version in an alert's place, for the same members under the same marking",
    tag,
    access: "alerts:write",
    changes: true,
    params,
    body: jsonBody(sending, "dossierBytes"),
    replies: { 202: { description: "Signed, and on its way.", schema: alertView } },
    problems: [...COMPOSING, ...OWN, "ALERT_ADDRESS_CHANGED"],
    handler: async (call) => ({
      status: 202,
      body: await reviseAlert(call.service.gateway, writingOf(call, { ...call.body, ...call.params })),
    }),
  }),
  route({
    method: "post",
    path: "/v1/alerts/{alertId}/withdraw",
    operationId: "withdrawAlert",
    summary: "Take an alert back, with a reason; everybody who has it is told",
    tag,
    access: "alerts:write",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ reason: words(1_000) })),
    replies: { 202: { description: "Taken back, and on its way.", schema: alertView } },
    problems: OWN,
    handler: async (call) => ({
      status: 202,
      body: await withdrawAlert(call.service.gateway, writingOf(call, { ...call.body, ...call.params })),
    }),
  }),
  route({
    method: "post",
    path: "/v1/alerts/{alertId}/releases",
    operationId: "releaseNominal",
    summary: "Tell a recipient of an alert whom it means, because it needs to know",
    tag,
    access: "alerts:nominal",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ memberId, reason: words(1_000) })),
    replies: { 202: { description: "On its way.", schema: openedAlert } },
    problems: [...OWN, "ALERT_RECIPIENT_UNKNOWN", "ALERT_NOMINAL_NOT_HELD"],
    handler: async (call) => ({
      status: 202,
      body: await releaseNominal(call.service.gateway, writingOf(call, { ...call.body, ...call.params })),
    }),
  }),
  route({
    method: "post",
    path: "/v1/alerts/{alertId}/forward",
    operationId: "forwardAlert",
    summary: "Hand another member's alert on, as its marking and its issuer's rule allow",
    tag,
    access: "alerts:write",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ memberId })),
    replies: { 202: { description: "On its way.", schema: openedAlert } },
    problems: ["ALERT_NOT_FOUND", "ALERT_OVER", "ALERT_NOT_FORWARDABLE"],
    handler: async (call) => ({
      status: 202,
      body: await forwardAlert(call.service.gateway, writingOf(call, { ...call.body, ...call.params })),
    }),
  }),
];

/** What an officer asks for, with who he is and what he may see. */
export const writingOf = <T extends object>(call: Pick<Call, "actor" | "idempotencyKey" | "scopes">, input: T) => ({
  ...input,
  ...{ actor: call.actor, idempotencyKey: call.idempotencyKey, isCleared: isCleared(call) },
});
