import { z } from "zod";
import { traceConsignment } from "../../usecases/trace-consignment.ts";
import { type Route, route } from "../route.ts";
import { trace } from "../schemas/document.ts";
import { hex32, sought } from "../schemas/words.ts";

const readings = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .exactOptional()
  .meta({ description: "Also who read each paper; for an auditor as their issuers' gateways show it now." });

/** Exactly one of them to search by. */
const subject = z.union([
  z.strictObject({ consignment: sought(128), readings }),
  z.strictObject({ container: sought(32), readings }),
  z.strictObject({ documentNumber: sought(128), readings }),
  z.strictObject({ documentId: hex32, readings }),
]);

export const TRACE_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/trace",
    operationId: "traceConsignment",
    summary: "Every anchored paper of a consignment, of every member, in the chain's order",
    tag: "trace",
    access: "trace:read",
    query: subject,
    replies: { 200: { description: "The papers, also those that cannot be read here.", schema: trace } },
    problems: ["QUERY_INVALID", "DOCUMENT_NOT_FOUND", "CHAIN_UNAVAILABLE"],
    handler: async ({ service, query }) => ({ status: 200, body: await traceConsignment(service.gateway, query) }),
  }),
];
