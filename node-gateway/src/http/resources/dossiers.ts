import type { Dossier } from "@sealane/sdk";
import { z } from "zod";
import { makeDossier } from "../../usecases/make-dossier.ts";
import { receiveDossier } from "../../usecases/receive-dossier.ts";
import { verifyPaper } from "../../usecases/verify-paper.ts";
import { jsonBody } from "../body.ts";
import { type Route, route } from "../route.ts";
import { dossier, paper } from "../schemas/proof.ts";
import { report, reports } from "../schemas/report.ts";
import { documentParams, hex32 } from "../schemas/words.ts";
import { NOT_GRANTED, underGrant } from "./under-grant.ts";

const tag = "dossiers";

const pointer = z
  .string()
  .regex(/^(\/([^~/]|~[01])*)+$/)
  .max(4096);
const includeLinked = z.boolean().exactOptional();

/** The original holds every field, so whoever withholds some cannot send it. */
const choices = z
  .union([
    z.strictObject({ fields: z.array(pointer).min(1).max(65_536), includeLinked }),
    z.strictObject({ includeLinked, includeOriginal: z.boolean().exactOptional() }),
  ])
  .meta({ id: "DossierChoices", description: "RFC 6901 pointers of fields that stay open; all of them by default." });

const received = z
  .strictObject({ reports: z.array(report), documentIds: z.array(hex32) })
  .meta({ id: "ReceivedDossier" });

export const DOSSIER_ROUTES: readonly Route[] = [
  route({
    method: "post",
    path: "/v1/documents/{documentId}/dossier",
    operationId: "makeDossier",
    summary: "Make one file that proves a document without this gateway",
    tag,
    access: "documents:read",
    params: documentParams,
    query: underGrant,
    body: jsonBody(choices),
    replies: { 200: { description: "The dossier.", schema: dossier } },
    problems: [
      "DOCUMENT_NOT_FOUND",
      "DOCUMENT_NOT_READABLE",
      "DOCUMENT_NOT_ANCHORED",
      "ORIGINAL_NOT_HELD",
      "FIELD_UNKNOWN",
      ...NOT_GRANTED,
      "BLOB_UNAVAILABLE",
    ],
    handler: async ({ service, params, query, body, actor }) => ({
      status: 200,
      body: await makeDossier(service.gateway, { ...params, ...query, ...body, actor }),
      headers: { "content-disposition": `attachment; filename="${params.documentId.slice(0, 12)}.sealane.json"` },
    }),
  }),
  route({
    method: "post",
    path: "/v1/dossiers",
    operationId: "receiveDossier",
    summary: "Judge a dossier and keep its papers, unless one is invalid",
    tag,
    access: "documents:write",
    changes: true,
    body: jsonBody(dossier, "dossierBytes"),
    replies: { 200: { description: "Kept.", schema: received } },
    problems: ["DOSSIER_REFUSED", "DOSSIER_INVALID", "CHAIN_UNAVAILABLE", "BLOB_UNAVAILABLE"],
    handler: async ({ service, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await receiveDossier(service.gateway, { dossier: body, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/verify",
    operationId: "verify",
    summary: "Judge a paper or a dossier by what the chain says now; nothing is kept",
    tag,
    access: "verify",
    body: jsonBody(z.union([dossier, paper]), "dossierBytes"),
    replies: { 200: { description: "A report for each paper; a bad paper is a report too.", schema: reports } },
    problems: ["CHAIN_UNAVAILABLE"],
    handler: async ({ service, body }) => ({
      status: 200,
      body: await verifyPaper(service.gateway, isDossier(body) ? { dossier: body } : { paper: body }),
    }),
  }),
];

const isDossier = (value: object): value is Dossier => "papers" in value;
