import { ZERO_HEX32 } from "@sealane/sdk";
import type { Untyped } from "../untyped.ts";

/** By what every round finds whom something is due for, and by which request a grant that waits for the chain answers. */
export async function indexDue(database: Untyped): Promise<void> {
  await database.schema
    .createIndex("deliveries_when_due")
    .on("deliveries")
    .columns(["state", "partner", "next_attempt_seconds"])
    .execute();
  await database.schema.alterTable("outbox_items").addColumn("request_id", "text").execute();
  await database.schema.createIndex("outbox_items_of_request").on("outbox_items").column("request_id").execute();
  await nameRequests(database);
}

/** What was queued before says it in its payload alone. */
async function nameRequests(database: Untyped): Promise<void> {
  const rows = await database
    .selectFrom("outbox_items")
    .select(["item_id", "payload"])
    .where("purpose", "=", "grant")
    .where("state", "in", ["waiting", "signed"])
    .execute();
  for (const { item_id, payload } of rows) {
    const { requestId } = JSON.parse(String(payload)) as { requestId: string };
    if (requestId === ZERO_HEX32) continue;
    await database.updateTable("outbox_items").set({ request_id: requestId }).where("item_id", "=", item_id).execute();
  }
}
