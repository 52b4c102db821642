import { z } from "zod";
import { MAX_CASE_LENGTH, MAX_NOTE_LENGTH } from "../../sharing/request-note.ts";
import { getRequest, listRequests } from "../../usecases/sharing/list-requests.ts";
import { grantRequest, makeRequest, type QueuedRequest, refuseRequest } from "../../usecases/sharing/requests.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Answer, type Route, route } from "../route.ts";
import {
  about,
  giving,
  purpose,
  queuedGrant,
  queuedRequest,
  refusalReason,
  request,
  requestPage,
  requestStanding,
  scope,
} from "../schemas/sharing.ts";
import { hex32, limit, memberId, words } from "../schemas/words.ts";
import { GRANTING, queuedGrantAnswer } from "./grants.ts";

const tag = "requests";
const params = z.strictObject({ requestId: hex32 });
const asked = z
  .strictObject({
    ...{ holder: memberId, about, scope, purpose },
    caseNumber: words(MAX_CASE_LENGTH),
    note: z.union([z.literal(""), words(MAX_NOTE_LENGTH)]),
  })
  .meta({ id: "NewAccessRequest" });

const queuedAnswer = (view: QueuedRequest): Answer => ({
  status: 202,
  body: { ...view, statusUrl: `/v1/requests/${view.requestId}` },
});

export const REQUEST_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/requests",
    operationId: "listRequests",
    summary: "Requests for access that this member makes or is asked, the newest first",
    tag,
    access: "requests:read",
    query: z.strictObject({
      direction: z.enum(["made", "received"]).exactOptional(),
      standing: requestStanding.exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: requestPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listRequests(service.gateway, query)),
    }),
  }),
  route({
    method: "post",
    path: "/v1/requests",
    operationId: "makeRequest",
    summary: "Ask another member for a paper, or for its papers of a consignment, with a purpose and a case number",
    tag,
    access: "requests:write",
    changes: true,
    body: jsonBody(asked),
    replies: { 202: { description: "Queued for the chain and for the holder.", schema: queuedRequest } },
    problems: ["DOCUMENT_NOT_FOUND", "MEMBER_SUSPENDED", "READER_INVALID", "REQUEST_EXISTS", "TAG_INPUT_EMPTY"],
    handler: async ({ service, body, actor, idempotencyKey }) =>
      queuedAnswer(await makeRequest(service.gateway, { ...body, actor, idempotencyKey })),
  }),
  route({
    method: "get",
    path: "/v1/requests/{requestId}",
    operationId: "getRequest",
    summary: "A request for access, with what was said beside the chain",
    tag,
    access: "requests:read",
    params,
    replies: { 200: { description: "The request.", schema: request } },
    problems: ["REQUEST_NOT_FOUND"],
    handler: async ({ service, params: { requestId } }) => ({
      status: 200,
      body: await getRequest(service.gateway, { requestId }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/requests/{requestId}/grant",
    operationId: "grantRequest",
    summary: "Answer a request with a grant, as asked or narrower",
    tag,
    access: "requests:write",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ scope: scope.exactOptional(), ...giving }).meta({ id: "RequestGrant" })),
    replies: { 202: { description: "Queued for the chain.", schema: queuedGrant } },
    problems: [
      ...GRANTING,
      ...(["REQUEST_NOT_FOUND", "REQUEST_NOT_OURS", "REQUEST_ANSWERED", "SCOPE_UNKNOWN"] as const),
      "DOCUMENT_NOT_FOUND",
    ],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedGrantAnswer(await grantRequest(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
  route({
    method: "post",
    path: "/v1/requests/{requestId}/refuse",
    operationId: "refuseRequest",
    summary: "Refuse a request for good",
    tag,
    access: "requests:write",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ reason: refusalReason }).meta({ id: "RequestRefusal" })),
    replies: { 202: { description: "Queued for the chain.", schema: queuedRequest } },
    problems: ["REQUEST_NOT_FOUND", "REQUEST_NOT_OURS", "REQUEST_ANSWERED", "REASON_UNKNOWN"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedAnswer(await refuseRequest(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
];
