import { z } from "zod";
import type { OutboxPurpose } from "../../database/schema.ts";
import { STATES } from "../../outbox/item-view.ts";
import type { ItemState } from "../../usecases/views.ts";
import { count, hex32, pageOf, seconds } from "./words.ts";

export const itemState = z
  .enum(Object.values(STATES) as [ItemState, ...ItemState[]])
  .meta({ id: "ItemState", description: "How far an item of the outbox is; `cancelled` when an operator gave it up." });

export const itemRefusal = z.string().nullable().meta({
  description: "Name of the contract's error when the chain would not take it; `Cancelled` when it was given up.",
});

export const itemPurpose = z.enum([
  ...["anchor", "supersede", "withdraw", "member", "grant", "delegate"],
  ...["withdrawGrant", "request", "refuse", "agreement", "receipts", "ledger", "selection"],
] as [OutboxPurpose, ...OutboxPurpose[]]);

export const outboxItem = z
  .strictObject({
    itemId: count,
    purpose: itemPurpose,
    action: z.string().nullable().meta({
      description: "What is changed of the member itself, such as addKey, or said of an agreement, balance or seed.",
    }),
    documentId: hex32.nullable(),
    subjectId: hex32
      .nullable()
      .meta({ description: "Id of the grant, request, agreement or balance; root of receipts; commitment of a seed." }),
    state: itemState,
    refusal: itemRefusal,
    createdAtSeconds: seconds,
    ageSeconds: count.meta({ description: "Since it was queued, or queued again." }),
    nonce: count.nullable().meta({ description: "Of the transaction that carries it; null before it is signed." }),
    attempts: count.meta({ description: "How often that transaction was sent." }),
  })
  .meta({ id: "OutboxItem", description: "One thing that the chain is to be told." });

export const outboxPage = pageOf(outboxItem).meta({ id: "OutboxPage" });
