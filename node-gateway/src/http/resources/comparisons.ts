import { compareDocuments } from "../../comparisons/compare-documents.ts";
import { getComparison } from "../../comparisons/get-comparison.ts";
import { serveComparison } from "../../comparisons/serve-comparison.ts";
import { serveOpening } from "../../comparisons/serve-opening.ts";
import { jsonBody } from "../body.ts";
import { type Route, route } from "../route.ts";
import {
  answeredComparison,
  answeredOpening,
  askedComparison,
  askedOpening,
  compareBody,
  comparison,
  comparisonParams,
  servedComparison,
} from "../schemas/comparisons.ts";
import type { ErrorCode } from "../status-of.ts";

const NOT_COMPARED: readonly ErrorCode[] = [
  ...(["COMPARISON_NOT_GRANTED", "GRANT_WITHOUT_CASE", "GRANT_NOT_EFFECTIVE", "GRANT_USES_SPENT"] as const),
  ...(["DOCUMENT_NOT_ANCHORED", "DOCUMENT_NOT_CURRENT", "DOCUMENT_NOT_READABLE", "COMPARISON_INVALID"] as const),
  ...(["READING_INVALID", "READING_DIFFERS", "CHAIN_UNAVAILABLE", "BLOB_UNAVAILABLE"] as const),
];

export const COMPARISON_ROUTES: readonly Route[] = [
  route({
    method: "post",
    path: "/v1/comparisons",
    operationId: "compareDocuments",
    summary: "Compare a paper of this member with another's that it may not see; what differs both sides open",
    tag: "documents",
    access: "documents:read",
    body: jsonBody(compareBody),
    replies: { 200: { description: "Which facts agree, and those that differ.", schema: comparison } },
    problems: [
      ...NOT_COMPARED,
      ...(["DOCUMENT_NOT_FOUND", "DOCUMENT_NOT_OWN", "FIELD_UNKNOWN", "COMPARISON_CONTRADICTED"] as const),
      ...(["PEER_UNAVAILABLE", "PEER_UNKNOWN", "OUTBOUND_REFUSED"] as const),
    ],
    handler: async ({ service, body, actor }) => ({
      status: 200,
      body: await compareDocuments(service.gateway, { ...body, actor }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/comparisons/{comparisonId}",
    operationId: "getComparison",
    summary: "What another member opened of its paper because it differs from this member's",
    tag: "documents",
    access: "documents:read",
    params: comparisonParams,
    replies: { 200: { description: "The facts that differ.", schema: servedComparison } },
    problems: ["COMPARISON_NOT_FOUND", "BLOB_UNAVAILABLE"],
    handler: async ({ service, params, actor }) => ({
      status: 200,
      body: await getComparison(service.gateway, { ...params, actor }),
    }),
  }),
  route({
    method: "post",
    path: "/peer/v1/comparisons",
    operationId: "receiveComparison",
    summary: "Answer whether blinded facts are those of a paper of this member, and open nothing",
    tag: "peers",
    access: "peer",
    body: jsonBody(askedComparison),
    replies: { 200: { description: "The receipt, and points.", schema: answeredComparison } },
    problems: [...NOT_COMPARED, "READING_GRANT_UNKNOWN"],
    handler: async ({ service, peer, body }) => ({
      status: 200,
      body: await serveComparison(service.gateway, { peer, ...body }),
    }),
  }),
  route({
    method: "post",
    path: "/peer/v1/comparisons/openings",
    operationId: "receiveComparisonOpening",
    summary: "Open facts that differ to the member that opened its own of them",
    tag: "peers",
    access: "peer",
    body: jsonBody(askedOpening),
    replies: { 200: { description: "This member's, sealed to the other.", schema: answeredOpening } },
    problems: [...NOT_COMPARED, "READING_GRANT_UNKNOWN"],
    handler: async ({ service, peer, body }) => ({
      status: 200,
      body: { opening: await serveOpening(service.gateway, { peer, ...body }) },
    }),
  }),
];
