import type { Hex32 } from "@sealane/sdk";
import { isBefore } from "../../database/is-before.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { limitOf } from "../page.ts";
import type { Page } from "../views.ts";
import { latestItem } from "./latest-item.ts";
import { fillPage, offChainFirst } from "./place.ts";
import { itemView, noteOf, noteView, type RequestStanding, type RequestView, viewOf } from "./request-view.ts";

export interface ListRequestsInput {
  readonly direction?: "made" | "received";
  readonly standing?: RequestStanding;
  readonly after?: string;
  readonly limit?: number;
}

/**
 * Requests that this member makes or is asked, the newest first; before them its own that wait for the chain (those that
 * it did not take, when asked for), and what was said of others' whose event did not arrive.
 * @throws CURSOR_INVALID, QUERY_INVALID
 */
export async function listRequests(gateway: Gateway, input: ListRequestsInput): Promise<Page<RequestView>> {
  return offChainFirst({
    limit: limitOf(input.limit),
    after: input.after,
    off: (after, limit) => offChain(gateway, input, { after, limit }),
    chain: (after, limit) => onChain(gateway, input, { after, limit }),
  });
}

/** Places of our own requests are their items' numbers above this; those of notes, which come after them, are below. */
const ITEM_PLACES = 2 ** 40;

/** In which states an item of the outbox shows as a request that stands so. */
const ITEM_STATES = { queued: ["waiting", "signed"], notTaken: ["refused", "cancelled"] } as const;

interface Placed {
  readonly place: number;
  readonly item: RequestView;
}

async function offChain(
  gateway: Gateway,
  { direction, standing }: ListRequestsInput,
  { after = Number.POSITIVE_INFINITY, limit }: { readonly after: number | undefined; readonly limit: number },
): Promise<Placed[]> {
  const isPastItems = after < ITEM_PLACES;
  const own =
    isPastItems || direction === "received" ? [] : await ownAlone(gateway, standing, { before: after, limit });
  const isOfNotes = direction !== "made" && (standing === undefined || standing === "noteOnly");
  if (!isOfNotes || own.length === limit) return own;
  return [...own, ...(await notesAlone(gateway, isPastItems ? after : 0, limit - own.length))];
}

async function ownAlone(
  gateway: Gateway,
  standing: RequestStanding = "queued",
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<Placed[]> {
  if (standing !== "queued" && standing !== "notTaken") return [];
  const rows = await gateway.database
    .selectFrom("outbox_items")
    .leftJoin("requests", "requests.request_id", "outbox_items.subject_id")
    .selectAll("outbox_items")
    .where("outbox_items.purpose", "=", "request")
    .where("outbox_items.state", "in", ITEM_STATES[standing])
    .where("requests.request_id", "is", null)
    .where("item_id", "<", Math.min(before - ITEM_PLACES, Number.MAX_SAFE_INTEGER))
    .orderBy("item_id", "desc")
    .limit(limit)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({ place: ITEM_PLACES + row.item_id, item: await itemView(gateway, row) })),
  );
}

async function onChain(
  gateway: Gateway,
  input: ListRequestsInput,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ items: RequestView[]; next: string | null }> {
  const { database, memberId } = gateway;
  if (["noteOnly", "queued", "notTaken"].includes(input.standing ?? "")) return { items: [], next: null };
  return fillPage({
    ...page,
    read: (after, limit) => {
      let query = database
        .selectFrom("requests")
        .selectAll()
        .orderBy("block_number", "desc")
        .orderBy("log_index", "desc")
        .limit(limit);
      if (input.direction !== "received" && input.direction !== "made")
        query = query.where((row) => row.or([row("requester", "=", memberId), row("holder", "=", memberId)]));
      else query = query.where(input.direction === "made" ? "requester" : "holder", "=", memberId);
      if (after !== undefined) query = query.where(isBefore(after));
      return query.execute();
    },
    view: async (row) => {
      const view = await viewOf(gateway, row);
      return input.standing === undefined || view.standing === input.standing ? view : undefined;
    },
  });
}

/** A request. @throws REQUEST_NOT_FOUND */
export async function getRequest(gateway: Gateway, { requestId }: { readonly requestId: Hex32 }): Promise<RequestView> {
  const { database, memberId } = gateway;
  const row = await database.selectFrom("requests").selectAll().where("request_id", "=", requestId).executeTakeFirst();
  if (row) return viewOf(gateway, row);
  const item = await latestItem(database, ["request"], requestId);
  if (item) return itemView(gateway, item);
  const note = await noteOf(gateway, requestId);
  if (note && note.member_id !== memberId) return noteView(note);
  throw new GatewayError("REQUEST_NOT_FOUND", "The index has no such request.");
}

/** Their place is their number in this order: they wait for a block or two, so there are few. */
async function notesAlone({ database, memberId }: Gateway, after: number, limit: number): Promise<Placed[]> {
  const rows = await database
    .selectFrom("request_notes")
    .leftJoin("requests", "requests.request_id", "request_notes.request_id")
    .selectAll("request_notes")
    .where("requests.request_id", "is", null)
    .where("request_notes.member_id", "!=", memberId)
    .orderBy("received_at_seconds", "desc")
    .orderBy("request_notes.request_id")
    .offset(after)
    .limit(limit)
    .execute();
  return rows.map((row, index) => ({ place: after + index + 1, item: noteView(row) }));
}
