import type { OutboxPurpose } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { encodeBatch, encodeItem, hopelessBecause, type PlannedCall } from "./encode.ts";
import { itemOfRow, type QueuedItem } from "./items.ts";
import { preflight } from "./preflight.ts";
import { refuseItems } from "./refuse-items.ts";

/** The contract's limit; a transaction of so many entries is 128 KB, just under what nodes take. */
export const MAX_BATCH_SIZE = 1_000;
const MAX_SINGLES = 500;

/** What goes out before the batch of documents that wait, and what after, group by group: warnings come first. */
const BEFORE: readonly (readonly OutboxPurpose[])[] = [
  ["withdrawGrant"],
  ["withdraw", "supersede", "agreement", "member", "selection"],
];
const AFTER: readonly (readonly OutboxPurpose[])[] = [["grant", "delegate", "request", "refuse", "receipts", "ledger"]];

/**
 * The next call to sign: warnings (withdrawals of grants, then of documents, supersessions, what is said of agreements),
 * the member's own changes and its seeds first, then a batch of all documents that wait, then grants and requests. What would
 * revert is refused on the way. Undefined when nothing can go out now.
 */
export async function planNext(gateway: Gateway): Promise<PlannedCall | undefined> {
  return (await planSingles(gateway, BEFORE)) ?? (await planBatch(gateway)) ?? (await planSingles(gateway, AFTER));
}

async function planSingles(
  gateway: Gateway,
  groups: readonly (readonly OutboxPurpose[])[],
): Promise<PlannedCall | undefined> {
  for (const purposes of groups) {
    for (const item of await waiting(gateway, purposes, MAX_SINGLES)) {
      const planned = await planSingle(gateway, item);
      if (planned) return planned;
    }
  }
  return undefined;
}

async function planSingle(gateway: Gateway, item: QueuedItem): Promise<PlannedCall | undefined> {
  const hopeless = await hopelessBecause(gateway.database, item);
  if (hopeless !== undefined) {
    await refuseItems(gateway, [item], hopeless);
    return undefined;
  }
  const planned = await encodeItem(gateway, item);
  const refusal = planned && (await preflight(gateway, planned));
  if (!refusal) return planned;
  await refuseItems(gateway, [item], refusal.reason);
  return undefined;
}

/** One kind without accreditation does not hold up the others: its documents are taken out and the rest tried again. */
async function planBatch(gateway: Gateway): Promise<PlannedCall | undefined> {
  for (;;) {
    const items = await waiting(gateway, ["anchor"], MAX_BATCH_SIZE);
    if (items.length === 0) return undefined;
    const planned = encodeBatch(gateway, items);
    const refusal = await preflight(gateway, planned);
    if (!refusal) return planned;
    const ofKind = items.filter(({ purpose, payload }) => purpose === "anchor" && payload.kind === refusal.kind);
    await refuseItems(gateway, ofKind.length > 0 ? ofKind : items, refusal.reason);
  }
}

async function waiting(gateway: Gateway, purposes: readonly OutboxPurpose[], limit: number): Promise<QueuedItem[]> {
  const rows = await gateway.database
    .selectFrom("outbox_items")
    .selectAll()
    .where("state", "=", "waiting")
    .where("purpose", "in", purposes)
    .orderBy("item_id")
    .limit(limit)
    .execute();
  return rows.map(itemOfRow);
}
