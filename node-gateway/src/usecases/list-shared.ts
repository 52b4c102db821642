import type { Hex32, KindName } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { sharedView } from "../papers/document-view.ts";
import { limitOf, positionOf } from "./page.ts";
import type { DocumentView, Page } from "./views.ts";

/**
 * Documents that other members shared with this one, each once, in the order they came: an order that new ones leave as it
 * is. Whether their grants are effective shows when one is opened. @throws CURSOR_INVALID, QUERY_INVALID
 */
export async function listShared(
  gateway: Gateway,
  input: { readonly kind?: KindName; readonly after?: string; readonly limit?: number },
): Promise<Page<DocumentView>> {
  const limit = limitOf(input.limit);
  const skipped = input.after === undefined ? 0 : positionOf(input.after);
  let query = gateway.database
    .selectFrom("shared_papers")
    .select((row) => ["document_id", row.fn.min("received_at_seconds").as("first")])
    .groupBy("document_id")
    .orderBy("first")
    .orderBy("document_id")
    .limit(limit + 1)
    .offset(skipped);
  if (input.kind !== undefined) query = query.where("kind", "=", input.kind);
  const found = await query.execute();
  const items = await Promise.all(found.slice(0, limit).map(({ document_id }) => viewOf(gateway, document_id)));
  return { items, next: found.length > limit ? String(skipped + limit) : null };
}

async function viewOf(gateway: Gateway, documentId: Hex32): Promise<DocumentView> {
  const row = await gateway.database
    .selectFrom("shared_papers")
    .selectAll()
    .where("document_id", "=", documentId)
    .orderBy("grant_id")
    .limit(1)
    .executeTakeFirstOrThrow();
  return sharedView(gateway, row);
}
