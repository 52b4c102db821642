import type { Entry, Hex32 } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { OutboxItemRow, Schema } from "../database/schema.ts";

/** What a member can change about itself on the chain. */
export type MemberAction =
  | {
      readonly action: "addKey";
      /** base64url coordinates. */
      readonly x: string;
      readonly y: string;
      readonly use: "statement" | "sealing" | "transport";
      readonly validFromSeconds: number;
      readonly validUntilSeconds: number;
    }
  | { readonly action: "endKey"; readonly kid: string }
  | { readonly action: "declareKeyCompromised"; readonly kid: string; readonly compromisedSinceSeconds: number }
  | { readonly action: "setGatewayUrl"; readonly gatewayUrl: string };

/** One thing to tell the chain. */
export type OutboxItem =
  | { readonly purpose: "anchor"; readonly documentId: Hex32; readonly payload: Entry }
  | { readonly purpose: "withdraw"; readonly documentId: Hex32; readonly payload: { readonly reason: number } }
  | {
      readonly purpose: "supersede";
      readonly documentId: Hex32;
      readonly payload: { readonly reason: number; readonly successorId: Hex32 };
    }
  | { readonly purpose: "member"; readonly documentId: null; readonly payload: MemberAction };

/** An item with its number. */
export type QueuedItem = OutboxItem & { readonly itemId: number };

/** Queues an item in the transaction that writes down why, and returns its number. */
export async function queueItem(
  transaction: Transaction<Schema>,
  item: OutboxItem,
  timeSeconds: number,
): Promise<number> {
  const { last } = await transaction
    .selectFrom("outbox_items")
    .select((row) => row.fn.max("item_id").as("last"))
    .executeTakeFirstOrThrow();
  const itemId = (last ?? 0) + 1;
  await transaction
    .insertInto("outbox_items")
    .values({
      item_id: itemId,
      purpose: item.purpose,
      document_id: item.documentId,
      payload: JSON.stringify(item.payload),
      state: "waiting",
      refusal: null,
      account: null,
      nonce: null,
      created_at_seconds: timeSeconds,
    })
    .execute();
  return itemId;
}

/** An item as it was queued. */
export const itemOfRow = (row: OutboxItemRow): QueuedItem =>
  ({
    itemId: row.item_id,
    purpose: row.purpose,
    documentId: row.document_id,
    payload: JSON.parse(row.payload),
  }) as QueuedItem;
