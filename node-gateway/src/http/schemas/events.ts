import { z } from "zod";
import { EVENT_TYPE_NAMES } from "../../events/event-types.ts";
import { count, hex32, pageOf, seconds } from "./words.ts";

export const eventType = z.enum(EVENT_TYPE_NAMES).meta({ id: "EventType" });

const event = z
  .strictObject({
    specversion: z.literal("1.0"),
    id: hex32,
    source: z.string().meta({ description: "urn:sealane:member: and the member's number." }),
    type: eventType,
    subject: z.string(),
    time: z.iso.datetime(),
    datacontenttype: z.literal("application/json"),
    sequence: z
      .string()
      .regex(/^[1-9][0-9]{0,15}$/)
      .meta({ description: "Order at this gateway; gaps mean nothing." }),
    data: z.record(z.string(), z.json()).meta({ description: "Ids, kinds, members and reasons; no document content." }),
  })
  .meta({ id: "Event", description: "A CloudEvent 1.0 in structured mode." });

export const eventPage = pageOf(event).meta({ id: "EventPage" });

export const webhook = z
  .strictObject({
    name: z.string(),
    url: z.string().meta({ description: "The origin; what follows may be secret." }),
    types: z.array(eventType).nullable().meta({ description: "Null for all." }),
    state: z.enum(["active", "disabled"]),
    cursor: count.meta({ description: "Sequence of the last event that it took." }),
    waiting: count.meta({ description: "Events that wait for it." }),
    failures: count.meta({ description: "In a row." }),
    fault: z.string().nullable().meta({ description: "Why the last attempt failed; null when it did not." }),
    nextAttemptSeconds: seconds.nullable(),
  })
  .meta({ id: "Webhook", description: "How far one of the member's own systems has been told what happens." });

export const webhookList = z.strictObject({ items: z.array(webhook) }).meta({ id: "WebhookList" });
