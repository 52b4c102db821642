import { type Hex32, PURPOSES, REFUSAL_REASONS, rowByCode, type Scope, scopeDigest } from "@sealane/sdk";
import type { RequestQuestion } from "../../chain/terms.ts";
import type { RequestRow } from "../../database/schema/chain-sharing.ts";
import type { RequestNoteRow } from "../../database/schema/sharing.ts";
import type { OutboxItemRow } from "../../database/schema.ts";
import type { Gateway } from "../../gateway.ts";
import { isGone } from "../../outbox/item-view.ts";
import { scopeOfDigest } from "../../sharing/known-scopes.ts";

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

/** A request of this member that is not on the chain. */
export async function itemView(gateway: Gateway, item: OutboxItemRow): Promise<RequestView> {
  const requestId = String(item.subject_id);
  const row = rowOf(requestId, gateway.memberId, JSON.parse(item.payload) as RequestQuestion);
  return { ...(await factsOf(gateway, row, await noteOf(gateway, requestId))), ...unanswered(isGone(item)) };
}

const unanswered = (isRefused: boolean) => ({
  standing: isRefused ? ("notTaken" as const) : ("queued" as const),
  ...{ grantId: null, refusal: null, requestedAtSeconds: null },
});

const rowOf = (requestId: Hex32, requester: number, question: RequestQuestion): RequestRow => ({
  ...{ request_id: requestId, requester, holder: question.holder, subject: question.subject },
  ...{ is_consignment: question.isConsignment ? 1 : 0, scope: question.scope, purpose: question.purpose },
  ...{ case_digest: question.caseDigest, block_number: 0, log_index: 0, time_seconds: 0 },
});

/** A request on the chain. */
export async function viewOf(gateway: Gateway, row: RequestRow): Promise<RequestView> {
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

/** What was said of a request whose event did not arrive. */
export function noteView(row: RequestNoteRow): RequestView {
  const scope = JSON.parse(row.scope) as Scope;
  return {
    ...{ requestId: row.request_id, requester: row.member_id, holder: null, subject: null, isConsignment: null },
    ...{ scope, scopeDigest: scopeDigest(scope), purpose: null, standing: "noteOnly", grantId: null, refusal: null },
    ...{ requestedAtSeconds: null, note: said(row) },
  };
}

/** What was said of a request beside the chain. */
export const noteOf = ({ database }: Gateway, requestId: Hex32) =>
  database.selectFrom("request_notes").selectAll().where("request_id", "=", requestId).executeTakeFirst();
