import { z } from "zod";
import { auditTrail } from "../../usecases/audit-trail.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import { count, hex32, limit, seconds, words } from "../schemas/words.ts";

const entry = z
  .strictObject({
    sequence: count,
    action: z.string(),
    actor: z.string(),
    subject: z.string(),
    timeSeconds: seconds,
    hash: hex32,
    previous: hex32,
  })
  .meta({ id: "AuditEntry", description: "Each entry's hash is over itself and the entry before it." });

export const AUDIT_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/audit",
    operationId: "readAudit",
    summary: "The log of everything that was done here, the oldest first",
    tag: "audit",
    access: "audit:read",
    query: z.strictObject({ subject: words(128).exactOptional(), after, limit }),
    replies: {
      200: {
        description: "One page.",
        schema: z
          .strictObject({ items: z.array(entry), next: z.string().nullable(), isUnbroken: z.boolean() })
          .meta({ id: "AuditPage" }),
      },
    },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await auditTrail(service.gateway, query)),
    }),
  }),
];
