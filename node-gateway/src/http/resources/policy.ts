import { getPolicy, setPolicy } from "../../usecases/sharing/policy.ts";
import { jsonBody } from "../body.ts";
import { type Route, route } from "../route.ts";
import { policyBody, standingPolicy } from "../schemas/sharing.ts";

const tag = "policy";

export const POLICY_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/policy",
    operationId: "getPolicy",
    summary: "The standing policy: what this gateway answers requests with by itself",
    tag,
    access: "policy:read",
    replies: { 200: { description: "The version in force; 0 before the first.", schema: standingPolicy } },
    handler: async ({ service }) => ({ status: 200, body: await getPolicy(service.gateway) }),
  }),
  route({
    method: "post",
    path: "/v1/policy",
    operationId: "setPolicy",
    summary: "Put a new version of the standing policy in force, for every request that is still open",
    tag,
    access: "policy:write",
    changes: true,
    body: jsonBody(policyBody, "dossierBytes"),
    replies: { 200: { description: "In force.", schema: standingPolicy } },
    problems: ["POLICY_INVALID"],
    handler: async ({ service, body, actor, idempotencyKey }) => ({
      status: 200,
      body: await setPolicy(service.gateway, { policy: body, actor, idempotencyKey }),
    }),
  }),
];
