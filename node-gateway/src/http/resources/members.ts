import { z } from "zod";
import { exportTrust } from "../../usecases/export-trust.ts";
import { listMembers } from "../../usecases/list-members.ts";
import { memberAction } from "../../usecases/member-action.ts";
import { jsonBody } from "../body.ts";
import { type Route, route } from "../route.ts";
import { itemRefusal, itemState } from "../schemas/outbox.ts";
import { member, trust } from "../schemas/proof.ts";
import { base64url32, count, seconds } from "../schemas/words.ts";

const tag = "members";

const listedMember = z
  .strictObject({
    member,
    name: z.string().nullable().meta({ description: "From this gateway's configuration; names are not on the chain." }),
    gatewayUrl: z.string(),
    operators: z.array(z.string()),
  })
  .meta({ id: "ListedMember" });

const change = z
  .discriminatedUnion("action", [
    z.strictObject({
      action: z.literal("addKey"),
      x: base64url32,
      y: base64url32,
      use: z.enum(["statement", "sealing", "transport"]),
      validFromSeconds: seconds,
      validUntilSeconds: seconds,
    }),
    z.strictObject({ action: z.literal("endKey"), kid: base64url32 }),
    z.strictObject({
      action: z.literal("declareKeyCompromised"),
      kid: base64url32,
      compromisedSinceSeconds: seconds,
    }),
    z.strictObject({ action: z.literal("setGatewayUrl"), gatewayUrl: z.url({ protocol: /^https?$/ }).max(512) }),
  ])
  .meta({ id: "MemberChange" });

const queuedChange = z
  .strictObject({
    itemId: count,
    action: z.enum(["addKey", "endKey", "declareKeyCompromised", "setGatewayUrl"]),
    state: itemState,
    refusal: itemRefusal,
  })
  .meta({ id: "QueuedMemberChange" });

export const MEMBER_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/members",
    operationId: "listMembers",
    summary: "Who belongs to the consortium, with keys and accreditations",
    tag,
    access: "members:read",
    replies: { 200: { description: "Every member.", schema: z.strictObject({ items: z.array(listedMember) }) } },
    handler: async ({ service }) => {
      const listed = await listMembers(service.gateway);
      const named = listed.map((it) => ({ ...it, name: service.config.names[String(it.member.memberId)] ?? null }));
      return { status: 200, body: { items: named } };
    },
  }),
  route({
    method: "post",
    path: "/v1/members/self/changes",
    operationId: "memberAction",
    summary: "Queue a change of this member's own keys or address for the chain",
    tag,
    access: "members:admin",
    changes: true,
    body: jsonBody(change),
    replies: { 202: { description: "Queued for the chain.", schema: queuedChange } },
    problems: [],
    handler: async ({ service, body, actor, idempotencyKey }) => ({
      status: 202,
      body: await memberAction(service.gateway, { change: body, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/trust",
    operationId: "exportTrust",
    summary: "What an offline verifier pins: the network, its members and their keys",
    tag,
    access: "members:read",
    replies: { 200: { description: "The trust file.", schema: trust } },
    problems: ["CHAIN_UNAVAILABLE"],
    handler: async ({ service }) => ({ status: 200, body: await exportTrust(service.gateway) }),
  }),
];
