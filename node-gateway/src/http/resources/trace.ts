import { z } from "zod";
import { judgeConsignment } from "../../usecases/judge-consignment.ts";
import { traceConsignment } from "../../usecases/trace-consignment.ts";
import { type Route, route } from "../route.ts";
import { judgedConsignment } from "../schemas/consignment.ts";
import { trace } from "../schemas/document.ts";
import { hex32, sought } from "../schemas/words.ts";

const flag = (description: string) =>
  z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .exactOptional()
    .meta({ description });

const readings = flag("Also who read each paper; for an auditor as their issuers' gateways show it now.");
const opensShared = flag("Also open what other members share: each opening is a reading, and may spend a use.");

/** Exactly one thing to search by, with more to say beside it. */
const bySubject = <More extends z.ZodRawShape>(more: More) =>
  z.union([
    z.strictObject({ consignment: sought(128), ...more }),
    z.strictObject({ container: sought(32), ...more }),
    z.strictObject({ documentNumber: sought(128), ...more }),
    z.strictObject({ documentId: hex32, ...more }),
  ]);

export const TRACE_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/trace",
    operationId: "traceConsignment",
    summary: "Every anchored paper of a consignment, of every member, in the chain's order",
    tag: "trace",
    access: "trace:read",
    query: bySubject({ readings }),
    replies: { 200: { description: "The papers, also those that cannot be read here.", schema: trace } },
    problems: ["QUERY_INVALID", "DOCUMENT_NOT_FOUND", "CHAIN_UNAVAILABLE"],
    handler: async ({ service, query }) => ({ status: 200, body: await traceConsignment(service.gateway, query) }),
  }),
  route({
    method: "get",
    path: "/v1/trace/report",
    operationId: "judgeConsignment",
    summary: "Whether the papers of a consignment agree with each other, as far as they can be read here",
    tag: "trace",
    access: "documents:read",
    query: bySubject({ opensShared }),
    replies: { 200: { description: "What the papers say of each other.", schema: judgedConsignment } },
    problems: ["QUERY_INVALID", "CHAIN_UNAVAILABLE"],
    handler: async ({ service, query, actor }) => ({
      status: 200,
      body: await judgeConsignment(service.gateway, { ...query, actor }),
    }),
  }),
];
