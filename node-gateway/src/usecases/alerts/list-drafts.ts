import type { AlertDraftFields } from "@sealane/sdk";
import { PERSONAL_TLPS } from "../../alerts/clearance.ts";
import type { Gateway } from "../../gateway.ts";
import { limitOf, positionOf } from "../page.ts";
import type { Page } from "../views.ts";

/** What another system told, as a draft. */
export interface DraftView {
  readonly draftNumber: number;
  readonly sourceId: string;
  readonly sourceVersion: string;
  /** Who handed it in. */
  readonly actor: string;
  readonly receivedAtSeconds: number;
  readonly draft: AlertDraftFields;
}

export interface ListDraftsInput {
  readonly isCleared: boolean;
  /** Number of the last one of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** Drafts that other systems handed in, the last first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listDrafts({ database }: Gateway, input: ListDraftsInput): Promise<Page<DraftView>> {
  const { isCleared, after } = input;
  const limit = limitOf(input.limit);
  let query = database
    .selectFrom("alert_drafts")
    .selectAll()
    .orderBy("sequence", "desc")
    .limit(limit + 1);
  if (!isCleared) query = query.where("tlp", "not in", PERSONAL_TLPS);
  if (after !== undefined) query = query.where("sequence", "<", positionOf(after));
  const rows = await query.execute();
  const items = rows.slice(0, limit).map((row) => ({
    ...{ draftNumber: row.sequence, sourceId: row.source_id, sourceVersion: row.source_version, actor: row.actor },
    ...{ receivedAtSeconds: row.received_at_seconds, draft: JSON.parse(row.draft) as AlertDraftFields },
  }));
  return { items, next: rows.length > limit ? String(items.at(-1)?.draftNumber) : null };
}
