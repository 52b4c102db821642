import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { DocumentRow, OutboxItemRow, Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findResult, keepResult, writeRequest } from "../intake/idempotency.ts";
import { type OutboxItemView, outboxItemView, selectItems } from "../outbox/item-view.ts";
import type { Writing } from "./views.ts";

export interface MendItemInput extends Writing {
  readonly itemId: number;
}

/** One way an operator changes the state of an item. */
export interface Mending {
  readonly route: string;
  /** States that an item can be mended from, and what is thrown in any other. */
  readonly from: readonly OutboxItemRow["state"][];
  readonly otherwise: GatewayError;
  readonly item: Partial<Omit<OutboxItemRow, "item_id">>;
  /** What becomes of the document whose anchoring it is, unless the chain has it. */
  readonly document: Pick<DocumentRow, "state" | "refusal">;
}

/** Carries a mending out, with an entry in the audit log. @throws ITEM_NOT_FOUND and what the mending says. */
export async function mendItem(gateway: Gateway, input: MendItemInput, mending: Mending): Promise<OutboxItemView> {
  const { itemId, actor } = input;
  const request = writeRequest(mending.route, input, { itemId });
  const timeSeconds = gateway.clock();
  await gateway.database.transaction().execute(async (transaction) => {
    if ((await findResult(transaction, request)) !== undefined) return;
    const subject = await change(transaction, itemId, mending);
    await appendAudit(transaction, { action: mending.route, actor, subject, timeSeconds });
    await keepResult(transaction, request, { result: String(itemId), timeSeconds });
  });
  const row = await selectItems(gateway).where("item.item_id", "=", itemId).executeTakeFirstOrThrow();
  return outboxItemView(row, gateway.clock());
}

/** What the audit log calls the item. */
async function change(transaction: Transaction<Schema>, itemId: number, mending: Mending): Promise<string> {
  const row = await transaction.selectFrom("outbox_items").selectAll().where("item_id", "=", itemId).executeTakeFirst();
  if (!row) throw new GatewayError("ITEM_NOT_FOUND", "The outbox has no item of this number.");
  if (!mending.from.includes(row.state)) throw mending.otherwise;
  await transaction.updateTable("outbox_items").set(mending.item).where("item_id", "=", itemId).execute();
  if (row.purpose === "anchor" && row.document_id !== null) {
    await transaction
      .updateTable("documents")
      .set(mending.document)
      .where("document_id", "=", row.document_id)
      .where("state", "!=", "anchored")
      .execute();
  }
  return row.document_id ?? `item ${itemId}`;
}
