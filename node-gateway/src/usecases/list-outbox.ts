import type { OutboxItemRow, OutboxPurpose } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { type OutboxItemView, outboxItemView, STATES, selectItems } from "../outbox/item-view.ts";
import { limitOf, positionOf } from "./page.ts";
import type { ItemState, Page } from "./views.ts";

export interface ListOutboxInput {
  /** What is not done yet and not given up, by default. */
  readonly state?: ItemState;
  readonly purpose?: OutboxPurpose;
  /** `next` of the page before. */
  readonly after?: string;
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
}

const OPEN: readonly OutboxItemRow["state"][] = ["waiting", "signed", "refused"];

/** Items of the outbox, the oldest first: what waits longest is what is stuck. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listOutbox(gateway: Gateway, input: ListOutboxInput): Promise<Page<OutboxItemView>> {
  const limit = limitOf(input.limit);
  const states = Object.keys(STATES) as (keyof typeof STATES)[];
  const asked = input.state === undefined ? OPEN : states.filter((state) => STATES[state] === input.state);
  let query = selectItems(gateway)
    .where("item.state", "in", asked)
    .orderBy("item.item_id")
    .limit(limit + 1);
  if (input.purpose !== undefined) query = query.where("item.purpose", "=", input.purpose);
  if (input.after !== undefined) query = query.where("item.item_id", ">", positionOf(input.after));
  const rows = await query.execute();
  const items = rows.slice(0, limit).map((row) => outboxItemView(row, gateway.clock()));
  return { items, next: rows.length > limit ? String(rows[limit - 1]?.item_id) : null };
}
