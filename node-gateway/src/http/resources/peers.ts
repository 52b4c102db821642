import { z } from "zod";
import { receiveEnvelope } from "../../peers/receiving/receive-envelope.ts";
import { serveBlob } from "../../peers/receiving/serve-blob.ts";
import { servePage } from "../../peers/reconciling/serve-page.ts";
import { joseBody, jsonBody } from "../body.ts";
import { type Reply, type Route, route } from "../route.ts";
import { compactJws, count, memberId, numberText, seconds } from "../schemas/words.ts";

const tag = "peers";
const access = "peer" as const;
const MAX_BYTES = 128 * 1024 * 1024;

const signed = (description: string): Reply => ({
  description,
  schema: compactJws,
  mediaType: "application/jose",
});

export const PEER_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/peer/v1/hello",
    operationId: "greetPeer",
    summary: "Whose gateway this is, and its clock",
    tag,
    access,
    replies: {
      200: {
        description: "The gateway.",
        schema: z.strictObject({ memberId, timeSeconds: seconds, protocol: z.literal(1) }).meta({ id: "PeerHello" }),
      },
    },
    handler: async ({ service: { gateway } }) => ({
      status: 200,
      body: { memberId: gateway.memberId, timeSeconds: gateway.clock(), protocol: 1 },
    }),
  }),
  route({
    method: "post",
    path: "/peer/v1/envelopes",
    operationId: "receiveEnvelope",
    summary: "Take a signed envelope and answer with a signed receipt; any other answer means that it comes again",
    tag,
    access,
    body: joseBody(),
    replies: { 200: signed("A receipt: sealane-receipt+jwt.") },
    problems: ["PEER_INBOX_FULL", "ALERTS_TOO_MANY", "CHAIN_UNAVAILABLE", "BLOB_UNAVAILABLE"],
    handler: async ({ service, peer, body }) => ({
      status: 200,
      body: await receiveEnvelope(service.gateway, { peer, jws: body }),
    }),
  }),
  route({
    method: "get",
    path: "/peer/v1/blobs/{cid}",
    operationId: "serveBlob",
    summary: "A part of a sealed blob that an envelope to the caller names",
    tag,
    access,
    params: z.strictObject({ cid: z.string().regex(/^[a-z0-9]{1,128}$/) }),
    // In the query and not in a Range header, since the caller's token binds path and query.
    query: z.strictObject({ offset: numberText(0, MAX_BYTES), length: numberText(1, 4 * 1024 * 1024) }),
    replies: {
      200: { description: "The part's bytes.", schema: z.unknown(), mediaType: "application/octet-stream" },
    },
    problems: ["PEER_BLOB_NOT_SHARED", "BLOB_UNAVAILABLE"],
    handler: async ({ service, peer, params, query }) => ({
      status: 200,
      body: await serveBlob(service.gateway, { peer, ...params, ...query }),
    }),
  }),
  route({
    method: "post",
    path: "/peer/v1/reconciliations",
    operationId: "reconcilePeer",
    summary: "A signed page of the receipts of what the caller sent and this gateway keeps",
    tag,
    access,
    body: jsonBody(z.strictObject({ sinceSeconds: seconds, after: count })),
    replies: { 200: signed("A page: sealane-reconciliation+jwt.") },
    handler: async ({ service, peer, body }) => ({
      status: 200,
      body: await servePage(service.gateway, { peer, ...body }),
    }),
  }),
];
