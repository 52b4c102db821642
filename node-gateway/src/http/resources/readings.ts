import { z } from "zod";
import { auditReceipts } from "../../readings/audit-receipts.ts";
import { showLog } from "../../readings/read-log.ts";
import { serveFault } from "../../readings/serve-fault.ts";
import { serveReading } from "../../readings/serve-reading.ts";
import { listReadings } from "../../usecases/list-readings.ts";
import { listReceipts } from "../../usecases/list-receipts.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import { readingPage, receiptAudit, receiptPage, servedReading, shownLog } from "../schemas/readings.ts";
import { compactJws, hex32, limit, numberText } from "../schemas/words.ts";

const tag = "readings";

export const READING_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/readings",
    operationId: "listReadings",
    summary: "Readings that were made here of other members' papers, or by others of this member's, the oldest first",
    tag,
    access: "readings:read",
    query: z.strictObject({
      direction: z.enum(["made", "served"]),
      documentId: hex32.exactOptional(),
      grantId: hex32.exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: readingPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listReadings(service.gateway, query)),
    }),
  }),
  route({
    method: "get",
    path: "/v1/receipts",
    operationId: "listReceipts",
    summary: "This member's log of the readings of its papers, the oldest first",
    tag,
    access: "readings:read",
    query: z.strictObject({ documentId: hex32.exactOptional(), after, limit }),
    replies: { 200: { description: "One page.", schema: receiptPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listReceipts(service.gateway, query)),
    }),
  }),
  route({
    method: "get",
    path: "/v1/members/{memberId}/receipts",
    operationId: "auditReceipts",
    summary: "Fetch a member's log of readings and judge it by what the chain says",
    tag,
    access: "readings:read",
    params: z.strictObject({ memberId: numberText(1, 0xffffffff) }),
    replies: { 200: { description: "What is missing or altered.", schema: receiptAudit } },
    problems: ["AUDIT_NOT_ALLOWED", "CHAIN_UNAVAILABLE", "PEER_UNAVAILABLE", "PEER_UNKNOWN", "OUTBOUND_REFUSED"],
    handler: async ({ service, params }) => ({
      status: 200,
      body: await auditReceipts(service.gateway, params.memberId),
    }),
  }),
  route({
    method: "post",
    path: "/peer/v1/readings",
    operationId: "receiveReading",
    summary: "Answer a reading of this member's paper with a receipt, and with the key where its uses are counted",
    tag: "peers",
    access: "peer",
    body: jsonBody(z.strictObject({ reading: compactJws })),
    replies: { 200: { description: "The receipt; the same for the same reading.", schema: servedReading } },
    problems: [
      "READING_INVALID",
      "READING_DIFFERS",
      "READING_GRANT_UNKNOWN",
      "GRANT_NOT_EFFECTIVE",
      "GRANT_USES_SPENT",
      "DOCUMENT_NOT_READABLE",
      "READINGS_TOO_MANY",
      "CHAIN_UNAVAILABLE",
    ],
    handler: async ({ service, peer, body }) => ({
      status: 200,
      body: await serveReading(service.gateway, { peer, ...body }),
    }),
  }),
  route({
    method: "post",
    path: "/peer/v1/readings/faults",
    operationId: "receiveReadingFault",
    summary: "Hear that a reader cannot open what was shared with it",
    tag: "peers",
    access: "peer",
    body: jsonBody(z.strictObject({ grantId: hex32, documentId: hex32 })),
    replies: { 200: { description: "Written down.", schema: z.strictObject({}) } },
    problems: ["READING_INVALID"],
    handler: async ({ service, peer, body }) => {
      await serveFault(service.gateway, { peer, ...body });
      return { status: 200, body: {} };
    },
  }),
  route({
    method: "get",
    path: "/peer/v1/receipts",
    operationId: "showReceipts",
    summary: "This member's log of readings: all of it for auditors, for others their own",
    tag: "peers",
    access: "peer",
    query: z.strictObject({
      documentId: hex32.exactOptional(),
      after: numberText(0, 9_999_999_999).exactOptional(),
      limit,
    }),
    replies: { 200: { description: "Links in their order.", schema: shownLog } },
    problems: ["PEER_UNKNOWN"],
    handler: async ({ service, peer, query }) => ({
      status: 200,
      body: await showLog(service.gateway, peer, { limit: 100, ...query }),
    }),
  }),
];
