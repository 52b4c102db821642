import { z } from "zod";
import { delegateGrant, makeGrant, type QueuedGrant, withdrawGrant } from "../../usecases/sharing/grants.ts";
import { getGrant, listGrants } from "../../usecases/sharing/list-grants.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Answer, type Route, route } from "../route.ts";
import {
  about,
  giving,
  grant,
  grantEndReason,
  grantPage,
  grantStanding,
  purpose,
  queuedGrant,
  scope,
} from "../schemas/sharing.ts";
import { hex32, limit, memberId } from "../schemas/words.ts";
import type { ErrorCode } from "../status-of.ts";

const tag = "grants";
const params = z.strictObject({ grantId: hex32 });
const replies = { 202: { description: "Queued for the chain.", schema: queuedGrant } };

/** What granting is refused for. */
export const GRANTING: readonly ErrorCode[] = [
  ...(["MEMBER_SUSPENDED", "READER_INVALID", "GRANT_END_INVALID", "GRANT_EXISTS"] as const),
  ...(["AGREEMENT_NOT_FOUND", "AGREEMENT_NOT_COVERING"] as const),
];

/** The answer to a grant that was queued. */
export const queuedGrantAnswer = (view: QueuedGrant): Answer => ({
  status: 202,
  body: { ...view, statusUrl: `/v1/grants/${view.grantId}` },
});

export const GRANT_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/grants",
    operationId: "listGrants",
    summary: "Grants that this member makes, owns the papers of, or reads under, the newest first",
    tag,
    access: "grants:read",
    query: z.strictObject({
      direction: z.enum(["made", "received"]).exactOptional(),
      subject: hex32.exactOptional(),
      standing: grantStanding.exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: grantPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listGrants(service.gateway, query)),
    }),
  }),
  route({
    method: "post",
    path: "/v1/grants",
    operationId: "makeGrant",
    summary: "Open one of the member's documents, or its papers of a consignment, to another member",
    tag,
    access: "grants:write",
    changes: true,
    body: jsonBody(z.strictObject({ about, reader: memberId, scope, purpose, ...giving }).meta({ id: "NewGrant" })),
    replies,
    problems: [
      ...GRANTING,
      ...(["DOCUMENT_NOT_FOUND", "DOCUMENT_NOT_OWN", "DOCUMENT_NOT_ANCHORED", "TAG_INPUT_EMPTY"] as const),
    ],
    handler: async ({ service, body, actor, idempotencyKey }) =>
      queuedGrantAnswer(await makeGrant(service.gateway, { ...body, actor, idempotencyKey })),
  }),
  route({
    method: "get",
    path: "/v1/grants/{grantId}",
    operationId: "getGrant",
    summary: "A grant: how it stands, what is left of it, and what was sent under it",
    tag,
    access: "grants:read",
    params,
    replies: { 200: { description: "The grant.", schema: grant } },
    problems: ["GRANT_NOT_FOUND"],
    handler: async ({ service, params: { grantId } }) => ({
      status: 200,
      body: await getGrant(service.gateway, { grantId }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/grants/{grantId}/delegate",
    operationId: "delegateGrant",
    summary: "Hand a grant on that this member reads under, as it is or narrower",
    tag,
    access: "grants:write",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ reader: memberId, scope, ...giving }).meta({ id: "NewDelegation" })),
    replies,
    problems: [...GRANTING, "GRANT_NOT_FOUND", "GRANT_NOT_OWN", "GRANT_NOT_EFFECTIVE", "GRANT_TERMS_EXCEEDED"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedGrantAnswer(await delegateGrant(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
  route({
    method: "post",
    path: "/v1/grants/{grantId}/withdraw",
    operationId: "withdrawGrant",
    summary: "Take a grant back for good, and all that were handed on from it; what was read stays read",
    tag,
    access: "grants:write",
    changes: true,
    params,
    body: jsonBody(z.strictObject({ reason: grantEndReason }).meta({ id: "GrantWithdrawal" })),
    replies,
    problems: ["GRANT_NOT_FOUND", "GRANT_NOT_OWN", "REASON_UNKNOWN"],
    handler: async ({ service, params: it, body, actor, idempotencyKey }) =>
      queuedGrantAnswer(await withdrawGrant(service.gateway, { ...it, ...body, actor, idempotencyKey })),
  }),
];
