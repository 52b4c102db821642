import { z } from "zod";
import { readiness } from "../../usecases/readiness.ts";
import { type Reply, type Route, route } from "../route.ts";

const tag = "health";

const readinessSchema = z
  .strictObject({
    isReady: z.boolean(),
    dependencies: z.array(
      z.strictObject({
        name: z.string(),
        isReady: z.boolean(),
        message: z.string(),
        figures: z.record(z.string(), z.number()),
      }),
    ),
  })
  .meta({ id: "Readiness" });

const METRICS: Reply = {
  description: "Prometheus text format 0.0.4.",
  schema: z.string(),
  mediaType: "text/plain",
};

export const HEALTH_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/livez",
    operationId: "isAlive",
    summary: "Whether the process answers; says nothing of what it depends on",
    tag,
    access: "public",
    replies: { 200: { description: "It does.", schema: z.strictObject({ isAlive: z.literal(true) }) } },
    handler: async () => ({ status: 200, body: { isAlive: true } }),
  }),
  route({
    method: "get",
    path: "/readyz",
    operationId: "isReady",
    summary: "Whether the gateway can do its work now, dependency by dependency",
    tag,
    access: "public",
    replies: {
      200: { description: "It can.", schema: readinessSchema },
      503: { description: "It cannot; the messages say why.", schema: readinessSchema },
    },
    handler: async ({ service }) => {
      const state = await readiness(service.gateway, service.identity.health?.());
      return { status: state.isReady ? 200 : 503, body: state };
    },
  }),
  route({
    method: "get",
    path: "/metrics",
    operationId: "readMetrics",
    summary: "What the gateway counts about itself; for this machine or with the metrics token",
    tag,
    access: "metrics",
    replies: { 200: METRICS },
    handler: async ({ service }) => ({
      status: 200,
      body: await service.metrics.render(await readiness(service.gateway, service.identity.health?.())),
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    }),
  }),
];
