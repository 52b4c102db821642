import { z } from "zod";
import { makeOpenApi } from "./openapi.ts";
import { AGREEMENT_ROUTES } from "./resources/agreements.ts";
import { ALERT_MATCH_ROUTES } from "./resources/alert-matches.ts";
import { ALERT_ROUTES } from "./resources/alerts.ts";
import { ANCHOR_ROUTES } from "./resources/anchors.ts";
import { AUDIT_ROUTES } from "./resources/audit.ts";
import { COMPARISON_ROUTES } from "./resources/comparisons.ts";
import { DELIVERY_ROUTES } from "./resources/deliveries.ts";
import { DOCUMENT_ROUTES } from "./resources/documents.ts";
import { DOSSIER_ROUTES } from "./resources/dossiers.ts";
import { DRAW_ROUTES } from "./resources/draws.ts";
import { EVENT_ROUTES } from "./resources/events.ts";
import { GRANT_ROUTES } from "./resources/grants.ts";
import { HEALTH_ROUTES } from "./resources/health.ts";
import { LANE_ROUTES } from "./resources/lanes.ts";
import { LEDGER_ROUTES } from "./resources/ledger.ts";
import { MEMBER_ROUTES } from "./resources/members.ts";
import { MODEL_ROUTES } from "./resources/model.ts";
import { OUTBOX_ROUTES } from "./resources/outbox.ts";
import { PEER_ROUTES } from "./resources/peers.ts";
import { POLICY_ROUTES } from "./resources/policy.ts";
import { PROFILE_ROUTES } from "./resources/profiles.ts";
import { READING_ROUTES } from "./resources/readings.ts";
import { REQUEST_ROUTES } from "./resources/requests.ts";
import { SELF_ROUTES } from "./resources/self.ts";
import { TAXII_ROUTES } from "./resources/taxii.ts";
import { TRACE_ROUTES } from "./resources/trace.ts";
import { ZONE_ROUTES } from "./resources/zones.ts";
import { type Route, route } from "./route.ts";

const openApiRoute = route({
  method: "get",
  path: "/openapi.json",
  operationId: "describeApi",
  summary: "This API as OpenAPI 3.1, made of the schemas that judge the requests",
  tag: "self",
  access: "public",
  replies: { 200: { description: "The document.", schema: z.looseObject({ openapi: z.literal("3.1.0") }) } },
  handler: async () => ({ status: 200, body: OPENAPI }),
});

/** Every route of the API. To add one: a row in its resource's file; to add a resource: a file, and its rows here. */
export const ROUTES: readonly Route[] = [
  ...DOCUMENT_ROUTES,
  ...DOSSIER_ROUTES,
  ...ANCHOR_ROUTES,
  ...TRACE_ROUTES,
  ...ZONE_ROUTES,
  ...MEMBER_ROUTES,
  ...GRANT_ROUTES,
  ...REQUEST_ROUTES,
  ...AGREEMENT_ROUTES,
  ...POLICY_ROUTES,
  ...LEDGER_ROUTES,
  ...ALERT_ROUTES,
  ...ALERT_MATCH_ROUTES,
  ...TAXII_ROUTES,
  ...MODEL_ROUTES,
  ...PROFILE_ROUTES,
  ...LANE_ROUTES,
  ...DRAW_ROUTES,
  ...OUTBOX_ROUTES,
  ...DELIVERY_ROUTES,
  ...PEER_ROUTES,
  ...READING_ROUTES,
  ...COMPARISON_ROUTES,
  ...AUDIT_ROUTES,
  ...EVENT_ROUTES,
  ...HEALTH_ROUTES,
  ...SELF_ROUTES,
  openApiRoute,
];

/** The API document. */
export const OPENAPI = makeOpenApi(ROUTES);
