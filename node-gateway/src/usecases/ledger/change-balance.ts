import { type Hex32, type Json, readStatement } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { balanceIdOf } from "../../chain/terms.ts";
import type { Schema } from "../../database/schema.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { findBalance } from "../../ledger/balances.ts";
import { OPENING_KINDS } from "../../ledger/kinds.ts";
import { requireCurrent, requireOfKinds, requireOwnBalance, requireStated } from "../../ledger/require.ts";
import { isGone, STATES } from "../../outbox/item-view.ts";
import { type LedgerAction, queueItem } from "../../outbox/items.ts";
import { requireOther, requireSelf } from "../../sharing/require.ts";
import { latestItem } from "../sharing/latest-item.ts";
import type { ItemView, Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";

/** A change of a balance on its way to the chain. */
export interface QueuedBalance extends ItemView {
  readonly balanceId: Hex32;
  readonly action: LedgerAction["action"];
}

export interface OpenBalanceInput extends Writing {
  readonly documentId: Hex32;
  /** Which of the document's quantities, from 1; 0 for their sum; 1 by default. */
  readonly item?: number;
  /** Other members whose certificates may draw. */
  readonly drawers?: readonly number[];
}

/**
 * Queues the opening of a balance with what a declaration of this member states; it goes out once that is anchored.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, DOCUMENT_NOT_CURRENT, LEDGER_KIND_INVALID, QUANTITY_NOT_STATED,
 * BALANCE_EXISTS, READER_INVALID, MEMBER_SUSPENDED, BLOB_*, IDEMPOTENCY_*.
 */
export async function openBalance(gateway: Gateway, input: OpenBalanceInput): Promise<QueuedBalance> {
  const { documentId, item = 1, drawers = [] } = input;
  const row = await requireOfKinds(gateway, documentId, OPENING_KINDS);
  const { unit, quantity } = await requireStated(gateway, row, item);
  const { referenceTag } = readStatement(row.statement).claims;
  const subjectId = balanceIdOf(gateway.memberId, referenceTag, item);
  const payload = { action: "open", item, unit, quantity: String(quantity), drawers: [...new Set(drawers)] } as const;
  return change(gateway, input, {
    content: { documentId, item, drawers: [...drawers] },
    said: { documentId, subjectId, payload },
    work: async (transaction) => {
      await requireSelf(transaction, gateway.memberId);
      for (const drawer of payload.drawers) await requireOther(transaction, gateway.memberId, drawer);
      await requireCurrent(transaction, gateway.memberId, documentId);
      if ((await isOnItsWay(transaction, subjectId)) || (await findBalance(transaction, subjectId)))
        throw new GatewayError("BALANCE_EXISTS", "A balance of this declaration's number and item was opened before.");
    },
  });
}

/**
 * Queues that a balance rests on the document which took the place of its own, with what that states.
 * @throws those of {@link openBalance}, BALANCE_NOT_FOUND, BALANCE_NOT_OWN, QUANTITY_UNIT_DIFFERS.
 */
export async function reviseBalance(
  gateway: Gateway,
  input: Writing & { readonly balanceId: Hex32; readonly documentId: Hex32 },
): Promise<QueuedBalance> {
  const { documentId, balanceId: subjectId } = input;
  const balance = await requireOwnBalance(gateway, subjectId);
  const row = await requireOfKinds(gateway, documentId, OPENING_KINDS);
  const { unit, quantity } = await requireStated(gateway, row, balance.item);
  if (unit !== balance.unit)
    throw new GatewayError("QUANTITY_UNIT_DIFFERS", `The balance counts in ${balance.unit}, the document in ${unit}.`);
  return change(gateway, input, {
    content: { balanceId: subjectId, documentId },
    said: { documentId, subjectId, payload: { action: "revise", quantity: String(quantity) } },
    work: (transaction) => requireSelf(transaction, gateway.memberId),
  });
}

/**
 * Queues that another member's certificates may draw from a balance, or no longer.
 * @throws BALANCE_NOT_FOUND, BALANCE_NOT_OWN, READER_INVALID, MEMBER_SUSPENDED, IDEMPOTENCY_*.
 */
export async function setDrawer(
  gateway: Gateway,
  input: Writing & { readonly balanceId: Hex32; readonly memberId: number; readonly isAllowed: boolean },
): Promise<QueuedBalance> {
  const { balanceId: subjectId, memberId, isAllowed } = input;
  await requireOwnBalance(gateway, subjectId);
  const action = isAllowed ? "allowDrawer" : "disallowDrawer";
  return change(gateway, input, {
    content: { balanceId: subjectId, memberId },
    said: { documentId: null, subjectId, payload: { action, memberId } },
    work: async (transaction) => {
      // What only takes rights away is never refused.
      if (!isAllowed) return;
      await requireSelf(transaction, gateway.memberId);
      await requireOther(transaction, gateway.memberId, memberId);
    },
  });
}

/** What is said of a balance, and what must hold when it is written down. */
export interface Change {
  readonly content: Json;
  readonly said: { readonly documentId: Hex32 | null; readonly subjectId: Hex32; readonly payload: LedgerAction };
  readonly work: (transaction: Transaction<Schema>) => Promise<void>;
}

/** Queues what is said of a balance, once. */
export async function change(
  gateway: Gateway,
  writing: Writing,
  { content, said, work }: Change,
): Promise<QueuedBalance> {
  const { action } = said.payload;
  const balanceId = await writeOnce(gateway, writing, {
    route: `${action}Balance`,
    content,
    work: async (transaction) => {
      await work(transaction);
      await queueItem(transaction, { purpose: "ledger", ...said }, gateway.clock());
      return said.subjectId;
    },
  });
  return { balanceId, action, ...(await itemOf(gateway, said)) };
}

/** How far the latest item that says exactly this is: others may speak of the same balance. */
async function itemOf({ database }: Gateway, { subjectId, documentId, payload }: Change["said"]): Promise<ItemView> {
  const { state, refusal } = await database
    .selectFrom("outbox_items")
    .select(["state", "refusal"])
    .where("purpose", "=", "ledger")
    .where("subject_id", "=", subjectId)
    .where("payload", "=", JSON.stringify(payload))
    .where("document_id", documentId === null ? "is" : "=", documentId)
    .orderBy("item_id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return { state: STATES[state], refusal };
}

/** Whether something is said of a balance that was not refused. */
async function isOnItsWay(transaction: Transaction<Schema>, balanceId: Hex32): Promise<boolean> {
  const item = await latestItem(transaction, ["ledger"], balanceId);
  return item !== undefined && !isGone(item);
}
