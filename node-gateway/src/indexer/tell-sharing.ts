import {
  type CodeRow,
  GRANT_END_REASONS,
  type Json,
  PURPOSES,
  REFUSAL_REASONS,
  rowByCode,
  ZERO_HEX32,
} from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import { appendEvents, type EventFact } from "../events/append-event.ts";
import type { ChainEvent, EventValue } from "./decode-event.ts";

/** What an event says to those it concerns: members, and what their own systems are told. */
interface News extends Omit<EventFact, "timeSeconds"> {
  readonly concerns: readonly number[];
}

type Tell = (event: ChainEvent, transaction: Transaction<Schema>) => Promise<readonly News[]>;

const AGREEMENT_EVENTS = ["Accepted", "Concluded", "Suspended", "Resumed", "Terminated"];

/** What each event of the access and the agreement registry tells. To tell of another, add a row. */
const NEWS: Readonly<Record<string, Tell>> = {
  GrantMade: async ({ args }, transaction) => {
    const terms = args["terms"] as Readonly<Record<string, EventValue>>;
    const [granter, owner, reader] = ["granter", "owner", "reader"].map((name) => Number(args[name]));
    const subject = String(args["grantId"]);
    const parties = { granter: granter ?? 0, owner: owner ?? 0, reader: reader ?? 0 };
    const about = { subject: String(terms["subject"]), isConsignment: Number(terms["isConsignment"]) === 1 };
    const purpose = nameOf(PURPOSES, terms["purpose"]);
    const data = { ...parties, ...about, purpose, validUntilSeconds: Number(terms["validUntilSeconds"]) };
    const concerns = Object.values(parties);
    const made: News = { type: "sealane.grant.made", subject, data, concerns };
    const requestId = String(terms["requestId"]);
    if (requestId === ZERO_HEX32) return [made];
    const answered = { answer: "granted", grantId: subject, holder: parties.granter };
    return [made, await answerOf(transaction, requestId, answered)];
  },
  GrantWithdrawn: async ({ args }, transaction) => {
    const subject = String(args["grantId"]);
    const grant = await transaction
      .selectFrom("grants")
      .select(["granter", "owner", "reader"])
      .where("grant_id", "=", subject)
      .executeTakeFirst();
    const data = { by: Number(args["memberId"]), reason: nameOf(GRANT_END_REASONS, args["reason"]) };
    return [{ type: "sealane.grant.withdrawn", subject, data, concerns: Object.values(grant ?? {}) }];
  },
  AccessRequested: async ({ args }) => {
    const question = args["question"] as Readonly<Record<string, EventValue>>;
    const parties = { requester: Number(args["requester"]), holder: Number(args["holder"]) };
    const about = { subject: String(question["subject"]), isConsignment: Number(question["isConsignment"]) === 1 };
    const data = { ...parties, ...about, purpose: nameOf(PURPOSES, question["purpose"]) };
    const subject = String(args["requestId"]);
    return [{ type: "sealane.request.made", subject, data, concerns: Object.values(parties) }];
  },
  AccessRefused: async ({ args }, transaction) => {
    const answer = {
      answer: "refused",
      holder: Number(args["holder"]),
      reason: nameOf(REFUSAL_REASONS, args["reason"]),
    };
    return [await answerOf(transaction, String(args["requestId"]), answer)];
  },
  AgreementProposed: async ({ args }) => {
    const terms = args["terms"] as Readonly<Record<string, EventValue>>;
    const [subject, by] = [String(args["agreementId"]), Number(args["proposer"])];
    const concerns = [...(terms["parties"] as readonly number[])];
    return [{ type: "sealane.agreement.changed", subject, data: { change: "proposed", by }, concerns }];
  },
  ...Object.fromEntries(AGREEMENT_EVENTS.map((name) => [`Agreement${name}`, tellAgreement])),
};

/** Tells the member's own systems of sharing that concerns the member, after the event was written down. */
export async function tellSharing(
  transaction: Transaction<Schema>,
  event: ChainEvent,
  { memberId, timeSeconds }: { readonly memberId: number; readonly timeSeconds: number },
): Promise<void> {
  if (event.contract !== "accessRegistry" && event.contract !== "agreementRegistry") return;
  const news = (await NEWS[event.name]?.(event, transaction)) ?? [];
  const ours = news.filter(({ concerns }) => concerns.includes(memberId));
  await appendEvents(
    transaction,
    ours.map(({ concerns: _members, ...fact }) => ({ ...fact, timeSeconds })),
  );
}

/** An agreement may be suspended and resumed again and again, so each has its place in the chain as its occasion. */
async function tellAgreement(event: ChainEvent, transaction: Transaction<Schema>): Promise<readonly News[]> {
  const subject = String(event.args["agreementId"]);
  const row = await transaction
    .selectFrom("agreements")
    .select("terms")
    .where("agreement_id", "=", subject)
    .executeTakeFirst();
  const { parties = [] } = JSON.parse(row?.terms ?? "{}") as { parties?: readonly number[] };
  const change = event.name.replace("Agreement", "").toLowerCase();
  const by = event.args["memberId"] === undefined ? {} : { by: Number(event.args["memberId"]) };
  const occasion = [event.name, event.blockNumber, event.logIndex];
  return [{ type: "sealane.agreement.changed", subject, data: { change, ...by }, occasion, concerns: parties }];
}

async function answerOf(
  transaction: Transaction<Schema>,
  requestId: string,
  data: { readonly [name: string]: Json; readonly holder: number },
): Promise<News> {
  const request = await transaction
    .selectFrom("requests")
    .select(["requester", "holder"])
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  // Each grant for a request is an answer; a refusal is one too.
  const occasion = [data["grantId"] ?? "refused"];
  const concerns = [data.holder, ...Object.values(request ?? {})];
  return { type: "sealane.request.answered", subject: requestId, data, occasion, concerns };
}

/** The name of a code; the code itself when this version does not know it. */
const nameOf = (table: readonly CodeRow[], code: EventValue | undefined): Json =>
  rowByCode(table, Number(code))?.name ?? Number(code);
