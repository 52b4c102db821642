import type { InsertObject } from "kysely";
import type { Schema } from "../database/schema.ts";
import { type Apply, placeOf } from "./apply.ts";
import type { EventValue } from "./decode-event.ts";

type Args = Readonly<Record<string, EventValue>>;
/** The columns of a row, but its place. */
type Row<T extends keyof Schema> = Omit<InsertObject<Schema, T>, "block_number" | "log_index" | "time_seconds">;

/** An event that adds one row of one table. */
const adds =
  <T extends keyof Schema>(table: T, rowOf: (args: Args, name: string) => Row<T>): Apply =>
  async (transaction, event, timeSeconds) => {
    const row = { ...rowOf(event.args, event.name), ...placeOf(event, timeSeconds) };
    await transaction
      .insertInto(table)
      .values(row as unknown as InsertObject<Schema, T>)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };

const text = (value: EventValue | undefined): string => String(value);
const number = (value: EventValue | undefined): number => Number(value);
const tuple = (value: EventValue | undefined): Args => value as Args;

const party = adds("agreement_events", ({ agreementId, memberId }, name) => ({
  agreement_id: text(agreementId),
  member_id: number(memberId ?? 0),
  name,
}));

/** What each event of the access and the agreement registry writes down. */
export const SHARING_EVENTS: Readonly<Record<string, Apply>> = {
  GrantMade: adds("grants", (args) => {
    const terms = tuple(args["terms"]);
    return {
      grant_id: text(args["grantId"]),
      granter: number(args["granter"]),
      owner: number(args["owner"]),
      reader: number(args["reader"]),
      kind: number(args["kind"]),
      subject: text(terms["subject"]),
      is_consignment: number(terms["isConsignment"]),
      scope: text(terms["scope"]),
      narrower_scopes: text(terms["narrowerScopes"]),
      purpose: number(terms["purpose"]),
      valid_until_seconds: number(terms["validUntilSeconds"]),
      max_uses: number(terms["maxUses"]),
      delegations: number(terms["delegations"]),
      agreement_id: text(terms["agreementId"]),
      parent_id: text(terms["parentId"]),
      request_id: text(terms["requestId"]),
    };
  }),
  GrantWithdrawn: adds("grant_withdrawals", ({ grantId, memberId, reason }) => ({
    grant_id: text(grantId),
    member_id: number(memberId),
    reason: number(reason),
  })),
  AccessRequested: adds("requests", (args) => {
    const question = tuple(args["question"]);
    return {
      request_id: text(args["requestId"]),
      requester: number(args["requester"]),
      holder: number(args["holder"]),
      subject: text(question["subject"]),
      is_consignment: number(question["isConsignment"]),
      scope: text(question["scope"]),
      purpose: number(question["purpose"]),
      case_digest: text(question["caseDigest"]),
    };
  }),
  AccessRefused: adds("request_refusals", ({ requestId, holder, reason }) => ({
    request_id: text(requestId),
    member_id: number(holder),
    reason: number(reason),
  })),
  ReceiptsAnchored: adds("receipt_roots", ({ memberId, root, previousRoot, count, head }) => ({
    member_id: number(memberId),
    root: text(root),
    previous_root: text(previousRoot),
    count: number(count),
    head: text(head),
  })),
  AgreementProposed: adds("agreements", ({ agreementId, proposer, terms }) => ({
    agreement_id: text(agreementId),
    proposer: number(proposer),
    terms: JSON.stringify(terms),
  })),
  AgreementAccepted: party,
  AgreementConcluded: party,
  AgreementSuspended: party,
  AgreementResumed: party,
  AgreementTerminated: party,
};
