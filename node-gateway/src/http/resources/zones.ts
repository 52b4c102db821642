import { z } from "zod";
import { listZone } from "../../usecases/list-zone.ts";
import { type Route, route } from "../route.ts";
import { status } from "../schemas/report.ts";
import { count, hex32, seconds, sought } from "../schemas/words.ts";

const DAY_SECONDS = 86_400;

const zone = z
  .strictObject({
    observedSeconds: seconds,
    inside: z.array(
      z.strictObject({
        container: z.string(),
        since: z.string().meta({ description: "Time of the event that brought it in, as its paper states it." }),
        seconds: count.meta({ description: "How long it has been inside, at the least." }),
        isOverstay: z.boolean(),
        isCertain: z.boolean().meta({ description: "False where a time without an offset leaves it open." }),
        documentIds: z.array(hex32),
      }),
    ),
    findings: z.array(
      z.strictObject({
        code: z.string(),
        verdict: status,
        message: z.string(),
        container: z.string().exactOptional(),
        documentIds: z.array(hex32),
      }),
    ),
  })
  .meta({ id: "Zone", description: "What is inside of a monitored zone, by the papers that are held here and stand." });

export const ZONE_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/zones",
    operationId: "listZone",
    summary: "What is inside of a monitored zone, since when, and what overstayed",
    tag: "zones",
    access: "documents:read",
    query: z.strictObject({
      place: sought(350).meta({
        description: "UN/LOCODE, or the names that papers have for the zone, joined by commas.",
      }),
      maxDays: z.coerce.number().int().min(0).max(36_500).default(30),
      observedSeconds: z.coerce.number().int().min(0).max(4_102_444_800).exactOptional(),
    }),
    replies: { 200: { description: "Who came first stands first.", schema: zone } },
    handler: async ({ service, query: { place, maxDays, observedSeconds } }) => ({
      status: 200,
      body: await listZone(service.gateway, {
        places: place.split(",").map((name) => name.trim()),
        maxSeconds: maxDays * DAY_SECONDS,
        ...(observedSeconds !== undefined && { observedSeconds }),
      }),
    }),
  }),
];
