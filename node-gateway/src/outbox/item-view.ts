import type { OutboxItemRow, OutboxPurpose } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import type { ItemState, ItemView } from "../usecases/views.ts";

/** States of an item, as officers are told them. */
export const STATES: Readonly<Record<OutboxItemRow["state"], ItemState>> = {
  waiting: "queued",
  signed: "sent",
  done: "done",
  refused: "refused",
  cancelled: "cancelled",
};

/** Whether an item will not come onto the chain, unless it is tried again. */
export const isGone = ({ state }: Pick<OutboxItemRow, "state">): boolean =>
  state === "refused" || state === "cancelled";

/** An item with what an operator needs to know of it. */
export interface OutboxItemView extends ItemView {
  readonly itemId: number;
  readonly purpose: OutboxPurpose;
  /** What a change of the member itself is, such as `addKey`, or what is said of an agreement, balance or seed; else null. */
  readonly action: string | null;
  readonly documentId: string | null;
  /** Id of the grant, request, agreement or balance that it speaks of; root of receipts, commitment of a seed; else null. */
  readonly subjectId: string | null;
  readonly createdAtSeconds: number;
  /** Since it was queued, or queued again. */
  readonly ageSeconds: number;
  /** Of the transaction that carries it; null before it is signed. */
  readonly nonce: number | null;
  /** How often that transaction was sent. */
  readonly attempts: number;
}

/** An item as officers see it. */
export async function itemView(gateway: Gateway, itemId: number): Promise<ItemView> {
  const { state, refusal } = await gateway.database
    .selectFrom("outbox_items")
    .select(["state", "refusal"])
    .where("item_id", "=", itemId)
    .executeTakeFirstOrThrow();
  return { state: STATES[state], refusal };
}

/** Items with their transactions, to be narrowed and turned into views by {@link outboxItemView}. */
export const selectItems = ({ database }: Gateway) =>
  database
    .selectFrom("outbox_items as item")
    .leftJoin("outbox_transactions as sent", (join) =>
      join.onRef("sent.account", "=", "item.account").onRef("sent.nonce", "=", "item.nonce"),
    )
    .selectAll("item")
    .select("sent.attempts");

/** A row of {@link selectItems} as an operator sees it. */
export const outboxItemView = (
  row: OutboxItemRow & { readonly attempts: number | null },
  nowSeconds: number,
): OutboxItemView => ({
  itemId: row.item_id,
  purpose: row.purpose,
  action: ["member", "agreement", "ledger", "selection"].includes(row.purpose)
    ? (JSON.parse(row.payload) as { action: string }).action
    : null,
  documentId: row.document_id,
  subjectId: row.subject_id,
  state: STATES[row.state],
  refusal: row.refusal,
  createdAtSeconds: row.created_at_seconds,
  ageSeconds: Math.max(0, nowSeconds - row.created_at_seconds),
  nonce: row.nonce,
  attempts: row.attempts ?? 0,
});
