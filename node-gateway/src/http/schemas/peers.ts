import { z } from "zod";
import { count, hex32, memberId, pageOf, seconds } from "./words.ts";

export const deliveryState = z.enum(["waiting", "acknowledged", "dead", "cancelled"]).meta({
  id: "DeliveryState",
  description: "`dead`: refused for good or over; an officer sends it again or gives it up.",
});

const code = z.string().nullable();

export const delivery = z
  .strictObject({
    deliveryId: count,
    partner: memberId,
    type: z.string(),
    lane: hex32,
    envelopeId: hex32,
    state: deliveryState,
    reason: code.meta({ description: "Code of what stands in the way, or of what it was given up for." }),
    attempts: count,
    nextAttemptSeconds: seconds.nullable(),
    createdAtSeconds: seconds,
    expiresAtSeconds: seconds,
    settledAtSeconds: seconds.nullable(),
    receipt: z.string().nullable().meta({ description: "The partner's last signed answer." }),
  })
  .meta({ id: "Delivery", description: "An envelope to another member, and what came of it." });

export const deliveryPage = pageOf(delivery).meta({ id: "DeliveryPage" });

export const partner = z
  .strictObject({
    memberId,
    gatewayUrl: z.string(),
    breaker: z.enum(["closed", "open", "halfOpen"]),
    failures: count.meta({ description: "Calls in a row without an answer." }),
    lastError: code,
    lastErrorSeconds: seconds.nullable(),
    lastOkSeconds: seconds.nullable(),
    waiting: count,
    dead: count,
    oldestWaitingSeconds: count,
    reconciledAtSeconds: seconds.nullable(),
    alarm: z.string().nullable(),
  })
  .meta({ id: "Partner", description: "How another member's gateway is reached." });

export const reconciliation = z
  .strictObject({
    memberId,
    sinceSeconds: seconds,
    held: count.meta({ description: "Receipts that the partner showed." }),
    acknowledged: count.meta({ description: "What waited, or was given up, and the partner has." }),
    queuedAgain: count.meta({ description: "What it had acknowledged and has no more." }),
    disagreeing: z
      .array(hex32)
      .meta({ description: "Envelopes it holds that were not sent, or not as they are there." }),
  })
  .meta({ id: "Reconciliation" });
