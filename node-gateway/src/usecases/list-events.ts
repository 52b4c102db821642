import { type CloudEvent, cloudEventOf } from "../events/cloud-event.ts";
import type { EventType } from "../events/event-types.ts";
import type { Gateway } from "../gateway.ts";
import { limitOf, positionOf } from "./page.ts";
import type { Page } from "./views.ts";

export interface ListEventsInput {
  /** `next` of the page before. */
  readonly after?: string;
  /** In its stead: `sequence` of the last event that is known. */
  readonly afterSequence?: number;
  readonly type?: EventType;
  readonly limit?: number;
}

/** What happened here, the oldest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listEvents(gateway: Gateway, input: ListEventsInput): Promise<Page<CloudEvent>> {
  const limit = limitOf(input.limit);
  const after = input.after === undefined ? (input.afterSequence ?? 0) : positionOf(input.after);
  let query = gateway.database.selectFrom("events").selectAll().where("sequence", ">", after).orderBy("sequence");
  if (input.type !== undefined) query = query.where("type", "=", input.type);
  const rows = await query.limit(limit + 1).execute();
  const items = rows.slice(0, limit).map((row) => cloudEventOf(gateway.memberId, row));
  return { items, next: rows.length > limit ? (items.at(-1)?.sequence ?? null) : null };
}
