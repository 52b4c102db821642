import type { KindName } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { documentView } from "../papers/document-view.ts";
import { listShared } from "./list-shared.ts";
import { limitOf, positionOf } from "./page.ts";
import type { DocumentState, DocumentView, Page } from "./views.ts";

export interface ListDocumentsInput {
  readonly kind?: KindName;
  readonly state?: DocumentState;
  /** `next` of the page before. */
  readonly after?: string;
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
}

/** Documents held here, the newest first; in the state `shared`, those of other members. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listDocuments(gateway: Gateway, input: ListDocumentsInput): Promise<Page<DocumentView>> {
  if (input.state === "shared") return listShared(gateway, input);
  const limit = limitOf(input.limit);
  let query = gateway.database
    .selectFrom("documents")
    .selectAll()
    .orderBy("sequence", "desc")
    .limit(limit + 1);
  if (input.kind !== undefined) query = query.where("kind", "=", input.kind);
  if (input.state !== undefined) query = query.where("state", "=", input.state);
  if (input.after !== undefined) query = query.where("sequence", "<", positionOf(input.after));
  const rows = await query.execute();
  const items = await Promise.all(rows.slice(0, limit).map((row) => documentView(gateway, row)));
  return { items, next: rows.length > limit ? String(rows[limit - 1]?.sequence) : null };
}
