import { z } from "zod";
import { getDocument } from "../../usecases/get-document.ts";
import { listDocuments } from "../../usecases/list-documents.ts";
import { openOriginal } from "../../usecases/open-original.ts";
import { submitDocument } from "../../usecases/submit-document.ts";
import { supersedeDocument } from "../../usecases/supersede-document.ts";
import { verifyPaper } from "../../usecases/verify-paper.ts";
import { withdrawDocument } from "../../usecases/withdraw-document.ts";
import { jsonBody, originalBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import { acceptedDocument, documentPage, documentState, openedDocument, queued } from "../schemas/document.ts";
import { submitMetadata, supersedeMetadata } from "../schemas/metadata.ts";
import { reports } from "../schemas/report.ts";
import { documentParams, kindName, limit, reasonName } from "../schemas/words.ts";
import type { ErrorCode } from "../status-of.ts";
import { NOT_GRANTED, underGrant } from "./under-grant.ts";

const tag = "documents";
const statusUrl = (documentId: string): string => `/v1/documents/${documentId}`;

const NOT_READ: readonly ErrorCode[] = ["DOCUMENT_NOT_FOUND", "DOCUMENT_NOT_READABLE", "BLOB_UNAVAILABLE"];
const NOT_TAKEN: readonly ErrorCode[] = [
  "INTAKE_TOO_LARGE",
  "INTAKE_EMPTY",
  "CONSIGNMENT_MISSING",
  "DOCUMENT_TOO_LARGE",
  "DOCUMENT_TOO_MANY_FIELDS",
  "DOCUMENT_RESERVED_NAME",
  "DOCUMENT_EMPTY",
  "KIND_REQUIRED",
  "KIND_UNKNOWN",
  "FORMAT_UNKNOWN",
  "FORMAT_INVALID",
  "FACTS_INVALID",
  "TAG_INPUT_EMPTY",
  "STATEMENT_INVALID",
  "BLOB_UNAVAILABLE",
];

export const DOCUMENT_ROUTES: readonly Route[] = [
  route({
    method: "post",
    path: "/v1/documents",
    operationId: "submitDocument",
    summary: "Take a document in and queue it for the chain",
    tag,
    access: "documents:write",
    changes: true,
    metadata: submitMetadata,
    body: originalBody(),
    replies: { 202: { description: "Written down; on its way to the chain.", schema: acceptedDocument } },
    problems: NOT_TAKEN,
    handler: async ({ service, metadata, body, actor, idempotencyKey }) => {
      const { stream: original, mediaType } = body;
      const view = await submitDocument(service.gateway, { ...metadata, original, mediaType, actor, idempotencyKey });
      return { status: 202, body: { ...view, statusUrl: statusUrl(view.documentId) } };
    },
  }),
  route({
    method: "get",
    path: "/v1/documents",
    operationId: "listDocuments",
    summary: "The documents held here, the newest first",
    tag,
    access: "documents:read",
    query: z.strictObject({
      kind: kindName.exactOptional(),
      state: documentState.exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: documentPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listDocuments(service.gateway, query)),
    }),
  }),
  route({
    method: "get",
    path: "/v1/documents/{documentId}",
    operationId: "getDocument",
    summary: "Open a document: what it states and where it stands",
    tag,
    access: "documents:read",
    params: documentParams,
    query: underGrant,
    replies: { 200: { description: "The document.", schema: openedDocument } },
    problems: [...NOT_READ, ...NOT_GRANTED],
    handler: async ({ service, params, query, actor }) => ({
      status: 200,
      body: await getDocument(service.gateway, { ...params, ...query, actor }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/documents/{documentId}/original",
    operationId: "getOriginal",
    summary: "The bytes a document came from, as they were taken in",
    tag,
    access: "documents:read",
    params: documentParams,
    query: underGrant,
    replies: {
      200: { description: "The bytes, to be saved.", schema: z.string(), mediaType: "application/octet-stream" },
    },
    problems: [...NOT_READ, ...NOT_GRANTED, "ORIGINAL_NOT_HELD"],
    handler: async ({ service, params, query, actor }) => {
      const { bytes, mediaType } = await openOriginal(service.gateway, { ...params, ...query, actor });
      // Under its own media type a browser would run what a stranger sent as HTML; so its type is only named.
      const headers = { "content-disposition": "attachment", "sealane-media-type": mediaType };
      return { status: 200, body: bytes, headers };
    },
  }),
  route({
    method: "get",
    path: "/v1/documents/{documentId}/report",
    operationId: "getReport",
    summary: "Judge a document held here by what the chain says now",
    tag,
    access: "documents:read",
    params: documentParams,
    query: underGrant,
    replies: { 200: { description: "The report.", schema: reports } },
    problems: [...NOT_READ, ...NOT_GRANTED],
    handler: async ({ service, params, query, actor }) => ({
      status: 200,
      body: await verifyPaper(service.gateway, { ...params, ...query, actor }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/documents/{documentId}/supersede",
    operationId: "supersedeDocument",
    summary: "Replace a document by a newer one",
    tag,
    access: "documents:write",
    changes: true,
    params: documentParams,
    metadata: supersedeMetadata,
    body: originalBody(),
    replies: { 202: { description: "The newer document is written down.", schema: acceptedDocument } },
    problems: [
      ...NOT_TAKEN,
      ...NOT_READ,
      "DOCUMENT_NOT_OWN",
      "DOCUMENT_NOT_CURRENT",
      "DOCUMENT_KIND_DIFFERS",
      "REASON_UNKNOWN",
    ],
    handler: async ({ service, params, metadata, body, actor, idempotencyKey }) => {
      const { stream: original, mediaType } = body;
      const input = { ...metadata, ...params, original, mediaType, actor, idempotencyKey };
      const view = await supersedeDocument(service.gateway, input);
      return { status: 202, body: { ...view, statusUrl: statusUrl(view.documentId) } };
    },
  }),
  route({
    method: "post",
    path: "/v1/documents/{documentId}/withdraw",
    operationId: "withdrawDocument",
    summary: "Take a document back, for good",
    tag,
    access: "documents:withdraw",
    changes: true,
    params: documentParams,
    body: jsonBody(z.strictObject({ reason: reasonName })),
    replies: { 202: { description: "Queued for the chain.", schema: queued } },
    problems: ["DOCUMENT_NOT_FOUND", "DOCUMENT_NOT_OWN", "REASON_UNKNOWN"],
    handler: async ({ service, params, body, actor, idempotencyKey }) => {
      const view = await withdrawDocument(service.gateway, { ...params, ...body, actor, idempotencyKey });
      return { status: 202, body: { ...view, statusUrl: statusUrl(view.documentId) } };
    },
  }),
];
