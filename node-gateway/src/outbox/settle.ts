import type { OutboxTransactionRow } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { readCursor } from "../indexer/cursor.ts";
import { itemOfRow, type QueuedItem } from "./items.ts";
import { resizeWindow } from "./lane.ts";
import { refuseItems } from "./refuse-items.ts";

/** A nonce that was used up while no node knows our transaction was used by somebody else with this key. */
const LOST_AFTER_SECONDS = 60;

/** Looks for receipts of what was sent, and closes the items whose block the index has reached. */
export async function settle(gateway: Gateway): Promise<void> {
  const account = gateway.keys.operator.address;
  const open = await gateway.database
    .selectFrom("outbox_transactions")
    .selectAll()
    .where("account", "=", account)
    .where("state", "=", "signed")
    .orderBy("nonce")
    .execute();
  if (open.length > 0) {
    // Receipts only of nonces that are used up: a node may take 30 s to deny the receipt of a queued transaction.
    const mined = await gateway.chain.nonce(account);
    for (const row of open) if (row.nonce < mined) await settleRow(gateway, row);
  }
  await closeItems(gateway);
}

async function settleRow(gateway: Gateway, row: OutboxTransactionRow): Promise<void> {
  const receipt = await gateway.chain.receipt(row.hash);
  if (receipt) {
    // The transaction's mark comes last: killed in between, the next round finds it open and does the same again.
    if (!receipt.succeeded) await refuseItems(gateway, await itemsOf(gateway, row), "TransactionReverted");
    await mark(gateway, row, { state: receipt.succeeded ? "mined" : "failed", block_number: receipt.blockNumber });
    if (receipt.succeeded) await resizeWindow(gateway, "grow");
    return;
  }
  if (gateway.clock() - (row.first_sent_seconds ?? gateway.clock()) < LOST_AFTER_SECONDS) return;
  gateway.log.error(
    { nonce: row.nonce },
    "Another program used the operator's nonce; what was sent under it waits again.",
  );
  await gateway.database
    .updateTable("outbox_items")
    .set({ state: "waiting", account: null, nonce: null })
    .where("account", "=", row.account)
    .where("nonce", "=", row.nonce)
    .where("state", "=", "signed")
    .execute();
  await mark(gateway, row, { state: "lost", block_number: null });
}

async function mark(
  gateway: Gateway,
  row: OutboxTransactionRow,
  change: Pick<OutboxTransactionRow, "state" | "block_number">,
): Promise<void> {
  await gateway.database
    .updateTable("outbox_transactions")
    .set(change)
    .where("account", "=", row.account)
    .where("nonce", "=", row.nonce)
    .execute();
}

async function itemsOf(gateway: Gateway, { account, nonce }: OutboxTransactionRow): Promise<QueuedItem[]> {
  const rows = await gateway.database
    .selectFrom("outbox_items")
    .selectAll()
    .where("account", "=", account)
    .where("nonce", "=", nonce)
    .execute();
  return rows.map(itemOfRow);
}

/** A repeat that changed nothing has no event, so an item is done once the index has passed its transaction's block. */
async function closeItems(gateway: Gateway): Promise<void> {
  const { number } = await readCursor(gateway.database);
  await gateway.database
    .updateTable("outbox_items")
    .set({ state: "done" })
    .where("state", "=", "signed")
    .where("nonce", "in", (from) =>
      from
        .selectFrom("outbox_transactions")
        .select("nonce")
        .where("account", "=", gateway.keys.operator.address)
        .where("state", "=", "mined")
        .where("block_number", "<=", number),
    )
    .where("account", "=", gateway.keys.operator.address)
    .execute();
}
