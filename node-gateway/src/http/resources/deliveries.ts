import { z } from "zod";
import { getDelivery } from "../../peers/officers/get-delivery.ts";
import { listDeliveries } from "../../peers/officers/list-deliveries.ts";
import { listPartners } from "../../peers/officers/list-partners.ts";
import { cancelDelivery, retryDelivery } from "../../peers/officers/mend-delivery.ts";
import { reconcile } from "../../peers/reconciling/reconcile.ts";
import { jsonBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Route, route } from "../route.ts";
import { delivery, deliveryPage, deliveryState, partner, reconciliation } from "../schemas/peers.ts";
import { hex32, limit, nothing, numberText, seconds } from "../schemas/words.ts";

const tag = "deliveries";
const MONTH_SECONDS = 30 * 86_400;
const deliveryParams = z.strictObject({ deliveryId: numberText(1, 9_999_999_999) });
const memberText = numberText(1, 0xffffffff);

export const DELIVERY_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/deliveries",
    operationId: "listDeliveries",
    summary: "What goes to other members, and what came of it, the oldest first",
    tag,
    access: "deliveries:read",
    query: z.strictObject({
      state: deliveryState.exactOptional(),
      partner: memberText.exactOptional(),
      lane: hex32.exactOptional(),
      type: z
        .string()
        .regex(/^[a-z][a-z0-9-]{0,63}$/)
        .exactOptional(),
      after,
      limit,
    }),
    replies: { 200: { description: "One page.", schema: deliveryPage } },
    problems: ["CURSOR_INVALID", "QUERY_INVALID"],
    handler: async ({ service, query }) => ({
      status: 200,
      body: withCursor(await listDeliveries(service.gateway, query)),
    }),
  }),
  route({
    method: "get",
    path: "/v1/deliveries/{deliveryId}",
    operationId: "getDelivery",
    summary: "A delivery, with its partner's last signed answer",
    tag,
    access: "deliveries:read",
    params: deliveryParams,
    replies: { 200: { description: "The delivery.", schema: delivery } },
    problems: ["DELIVERY_NOT_FOUND"],
    handler: async ({ service, params }) => ({ status: 200, body: await getDelivery(service.gateway, params) }),
  }),
  route({
    method: "post",
    path: "/v1/deliveries/{deliveryId}/retry",
    operationId: "retryDelivery",
    summary: "Let a delivery that was given up wait again, signed anew",
    tag,
    access: "deliveries:write",
    changes: true,
    params: deliveryParams,
    body: jsonBody(nothing),
    replies: { 202: { description: "It waits again.", schema: delivery } },
    problems: ["DELIVERY_NOT_FOUND", "DELIVERY_NOT_DEAD"],
    handler: async ({ service, params, actor, idempotencyKey }) => ({
      status: 202,
      body: await retryDelivery(service.gateway, { ...params, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "post",
    path: "/v1/deliveries/{deliveryId}/cancel",
    operationId: "cancelDelivery",
    summary: "Give up a delivery that waits or was refused",
    tag,
    access: "deliveries:write",
    changes: true,
    params: deliveryParams,
    body: jsonBody(nothing),
    replies: { 200: { description: "Given up.", schema: delivery } },
    problems: ["DELIVERY_NOT_FOUND", "DELIVERY_NOT_OPEN"],
    handler: async ({ service, params, actor, idempotencyKey }) => ({
      status: 200,
      body: await cancelDelivery(service.gateway, { ...params, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/partners",
    operationId: "listPartners",
    summary: "How every other member's gateway answers, and what waits for it",
    tag,
    access: "deliveries:read",
    replies: { 200: { description: "Every other member.", schema: z.strictObject({ items: z.array(partner) }) } },
    handler: async ({ service }) => ({ status: 200, body: { items: await listPartners(service.gateway) } }),
  }),
  route({
    method: "post",
    path: "/v1/partners/{memberId}/reconcile",
    operationId: "reconcilePartner",
    summary: "Compare what was sent to a member with what it says, signed, that it holds, and mend what differs",
    tag,
    access: "deliveries:write",
    // Without an Idempotency-Key: comparing again finds nothing more to mend.
    params: z.strictObject({ memberId: memberText }),
    body: jsonBody(z.strictObject({ sinceSeconds: seconds.exactOptional() })),
    replies: { 200: { description: "What was found.", schema: reconciliation } },
    problems: ["PEER_UNKNOWN", "PEER_UNAVAILABLE", "PEER_ANSWER_FALSE", "OUTBOUND_REFUSED"],
    handler: async ({ service: { gateway }, params: { memberId }, body, actor }) => {
      const { sinceSeconds = Math.max(0, gateway.clock() - MONTH_SECONDS) } = body;
      return { status: 200, body: await reconcile(gateway, { memberId, sinceSeconds, actor }) };
    },
  }),
];
