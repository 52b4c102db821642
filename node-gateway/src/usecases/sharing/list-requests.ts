import { type Hex32, PURPOSES, REFUSAL_REASONS, rowByCode, type Scope, scopeDigest } from "@sealane/sdk";
import type { RequestQuestion } from "../../chain/terms.ts";
import type { RequestRow } from "../../database/schema/chain-sharing.ts";
import type { RequestNoteRow } from "../../database/schema/sharing.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { scopeOfDigest } from "../../sharing/known-scopes.ts";
import { limitOf } from "../page.ts";
import type { Page } from "../views.ts";
import { latestItem } from "./latest-item.ts";
import { fillPage, offChainFirst } from "./place.ts";

/** `noteOnly`: what it says beside the chain arrived, but not its event; `queued`, `notTaken`: ours, not on the chain. */
export type RequestStanding = "queued" | "notTaken" | "noteOnly" | "open" | "granted" | "refused";

export interface RequestView {
  readonly requestId: Hex32;
  readonly requester: number;
  /** Null, as are all facts of the chain, while only the note is here. */
  readonly holder: number | null;
  readonly subject: Hex32 | null;
  readonly isConsignment: boolean | null;
  readonly scope: Scope | null;
  readonly scopeDigest: Hex32;
  readonly purpose: string | null;
  readonly standing: RequestStanding;
  readonly grantId: Hex32 | null;
  /** Name of the reason. */
  readonly refusal: string | null;
  readonly requestedAtSeconds: number | null;
  /** What was said beside the chain; null while it did not arrive. */
  readonly note: { readonly caseNumber: string; readonly text: string; readonly receivedAtSeconds: number } | null;
}

export interface ListRequestsInput {
  readonly direction?: "made" | "received";
  readonly standing?: RequestStanding;
  readonly after?: string;
  readonly limit?: number;
}

/**
 * Requests that this member makes or is asked, the newest first; before them what was said of those whose event did not
 * arrive. @throws CURSOR_INVALID, QUERY_INVALID
 */
export async function listRequests(gateway: Gateway, input: ListRequestsInput): Promise<Page<RequestView>> {
  const { direction, standing } = input;
  const isOfNotes = direction !== "made" && (standing === undefined || standing === "noteOnly");
  return offChainFirst({
    limit: limitOf(input.limit),
    after: input.after,
    off: async (after, limit) => (isOfNotes ? notesAlone(gateway, after, limit) : []),
    chain: (after, limit) => onChain(gateway, input, { after, limit }),
  });
}

async function onChain(
  gateway: Gateway,
  input: ListRequestsInput,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ items: RequestView[]; next: string | null }> {
  const { database, memberId } = gateway;
  if (input.standing === "noteOnly") return { items: [], next: null };
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
      if (after !== undefined) {
        query = query.where((row) =>
          row.or([
            row("block_number", "<", after.block_number),
            row.and([row("block_number", "=", after.block_number), row("log_index", "<", after.log_index)]),
          ]),
        );
      }
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
  const note = await noteOf(gateway, requestId);
  const item = await latestItem(database, ["request"], requestId);
  if (item) {
    const question = JSON.parse(item.payload) as RequestQuestion;
    const isGone = item.state === "refused" || item.state === "cancelled";
    return { ...(await factsOf(gateway, rowOf(requestId, memberId, question), note)), ...unanswered(isGone) };
  }
  if (note && note.member_id !== memberId) return noteView(note);
  throw new GatewayError("REQUEST_NOT_FOUND", "The index has no such request.");
}

const unanswered = (isGone: boolean) => ({
  standing: isGone ? ("notTaken" as const) : ("queued" as const),
  ...{ grantId: null, refusal: null, requestedAtSeconds: null },
});

const rowOf = (requestId: Hex32, requester: number, question: RequestQuestion): RequestRow => ({
  ...{ request_id: requestId, requester, holder: question.holder, subject: question.subject },
  ...{ is_consignment: question.isConsignment ? 1 : 0, scope: question.scope, purpose: question.purpose },
  ...{ case_digest: question.caseDigest, block_number: 0, log_index: 0, time_seconds: 0 },
});

async function viewOf(gateway: Gateway, row: RequestRow): Promise<RequestView> {
  const { database } = gateway;
  const { request_id: requestId } = row;
  const grant = await database
    .selectFrom("grants")
    .select("grant_id")
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  const refusal = await database
    .selectFrom("request_refusals")
    .select("reason")
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  return {
    ...(await factsOf(gateway, row, await noteOf(gateway, requestId))),
    standing: grant ? "granted" : refusal ? "refused" : "open",
    grantId: grant?.grant_id ?? null,
    refusal: refusal ? (rowByCode(REFUSAL_REASONS, refusal.reason)?.name ?? String(refusal.reason)) : null,
    requestedAtSeconds: row.time_seconds,
  };
}

/** A note that is of another member's request, or of another scope, is not shown. */
async function factsOf({ database }: Gateway, row: RequestRow, note: RequestNoteRow | undefined) {
  const isOfIt = note?.member_id === row.requester && scopeDigest(JSON.parse(note.scope)) === row.scope;
  return {
    ...{ requestId: row.request_id, requester: row.requester, holder: row.holder, subject: row.subject },
    isConsignment: row.is_consignment === 1,
    scope: (await scopeOfDigest(database, row.scope)) ?? null,
    scopeDigest: row.scope,
    purpose: rowByCode(PURPOSES, row.purpose)?.name ?? null,
    note: note && isOfIt ? said(note) : null,
  };
}

const said = ({ case_number, note, received_at_seconds }: RequestNoteRow) => ({
  ...{ caseNumber: case_number, text: note, receivedAtSeconds: received_at_seconds },
});

function noteView(row: RequestNoteRow): RequestView {
  const scope = JSON.parse(row.scope) as Scope;
  return {
    ...{ requestId: row.request_id, requester: row.member_id, holder: null, subject: null, isConsignment: null },
    ...{ scope, scopeDigest: scopeDigest(scope), purpose: null, standing: "noteOnly", grantId: null, refusal: null },
    ...{ requestedAtSeconds: null, note: said(row) },
  };
}

const noteOf = ({ database }: Gateway, requestId: Hex32) =>
  database.selectFrom("request_notes").selectAll().where("request_id", "=", requestId).executeTakeFirst();

/** Their place is their number in this order: they wait for a block or two, so there are few. */
async function notesAlone({ database, memberId }: Gateway, after = 0, limit: number) {
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
