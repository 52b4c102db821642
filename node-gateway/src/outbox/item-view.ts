import type { Gateway } from "../gateway.ts";

/** How far an item of the outbox is. */
export interface ItemView {
  readonly state: "queued" | "sent" | "done" | "refused";
  /** Name of the contract's error, when it would not take it. */
  readonly refusal: string | null;
}

const STATES = { waiting: "queued", signed: "sent", done: "done", refused: "refused" } as const;

/** An item as officers see it. */
export async function itemView(gateway: Gateway, itemId: number): Promise<ItemView> {
  const { state, refusal } = await gateway.database
    .selectFrom("outbox_items")
    .select(["state", "refusal"])
    .where("item_id", "=", itemId)
    .executeTakeFirstOrThrow();
  return { state: STATES[state], refusal };
}
