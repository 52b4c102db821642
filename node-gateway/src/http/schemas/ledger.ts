import { z } from "zod";
import { standing } from "./document.ts";
import { itemRefusal, itemState } from "./outbox.ts";
import { count, hex32, memberId, pageOf, seconds } from "./words.ts";

const quantity = z.string().meta({ description: "A decimal number in the balance's unit." });

export const itemNumber = z
  .int()
  .min(0)
  .max(65_535)
  .meta({ description: "Which of the document's quantities, from 1; 0 for their sum, where all are in one unit." });

const draw = z.strictObject({
  memberId,
  documentId: hex32,
  quantity,
  drawnAtSeconds: seconds,
  givenBackAtSeconds: seconds.nullable(),
  standing,
});

export const balance = z
  .strictObject({
    balanceId: hex32,
    opener: memberId,
    documentId: hex32,
    item: count,
    unit: z.string().meta({ description: "UN/CEFACT Recommendation 20." }),
    opened: quantity,
    drawn: quantity,
    left: quantity,
    standing,
    drawers: z.array(memberId),
    draws: z.array(draw),
    openedAtSeconds: seconds,
    blockNumber: count,
  })
  .meta({ id: "Balance", description: "How much of what came in may still go out again." });

export const balancePage = pageOf(balance).meta({ id: "BalancePage" });

export const queuedBalance = z
  .strictObject({ balanceId: hex32, action: z.string(), state: itemState, refusal: itemRefusal, statusUrl: z.string() })
  .meta({ id: "QueuedBalance" });
