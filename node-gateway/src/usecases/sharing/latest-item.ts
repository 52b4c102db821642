import type { Hex32 } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import type { OutboxItemRow, OutboxPurpose } from "../../database/schema.ts";
import { STATES } from "../../outbox/item-view.ts";
import type { ItemView } from "../views.ts";

/** The latest item of these purposes that speaks of a grant, request or agreement. */
export const latestItem = (
  database: Database,
  purposes: readonly OutboxPurpose[],
  subjectId: Hex32,
): Promise<OutboxItemRow | undefined> =>
  database
    .selectFrom("outbox_items")
    .selectAll()
    .where("subject_id", "=", subjectId)
    .where("purpose", "in", purposes)
    .orderBy("item_id", "desc")
    .limit(1)
    .executeTakeFirst();

/** How far that item is. */
export async function sharingItem(
  database: Database,
  purposes: readonly OutboxPurpose[],
  subjectId: Hex32,
): Promise<ItemView> {
  const row = await latestItem(database, purposes, subjectId);
  return { state: row ? STATES[row.state] : "done", refusal: row?.refusal ?? null };
}
