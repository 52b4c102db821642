import { caseDigest, type Envelope, PURPOSES, scopeDigest } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { requestIdOf } from "../chain/terms.ts";
import type { RequestRow } from "../database/schema/chain-sharing.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { differs, type Refusal } from "../peers/wire/refusal.ts";
import { isOfRequest, keepNote, type RequestNote, readRequestNote } from "./request-note.ts";

const MAX_ALONE_PER_MEMBER = 1_000;

/**
 * How an envelope `request` is taken: what a request says beside the chain. It may come before the chain's event; where
 * that is there already, both must agree.
 */
export const receiveRequest = {
  judge: async (gateway: Gateway, envelope: Envelope): Promise<Refusal | undefined> => {
    const { content, issuer, attachments } = envelope;
    const note = readRequestNote(content);
    if (!note) return differs("The content is no request's.");
    if (attachments.length > 0) return differs("A request carries no attachments.");
    const row = await gateway.database
      .selectFrom("requests")
      .selectAll()
      .where("request_id", "=", note.requestId)
      .executeTakeFirst();
    if (row) return differenceFrom(gateway, { note, issuer, row });
    if (!isIdOf(gateway, { note, envelope })) return differs("The id is not that of a request of its sender's.");
    return refuseTooMany(gateway, issuer);
  },
  keep: async (gateway: Gateway, transaction: Transaction<Schema>, { content, issuer }: Envelope): Promise<void> => {
    const note = readRequestNote(content);
    if (note) await keepNote(transaction, note, { memberId: issuer, timeSeconds: gateway.clock() });
  },
};

function differenceFrom(
  gateway: Gateway,
  { note, issuer, row }: { note: RequestNote; issuer: number; row: RequestRow },
): Refusal | undefined {
  if (row.requester !== issuer || row.holder !== gateway.memberId) return differs("The request is of other members.");
  return isOfRequest(note, row, (caseNumber) => digestsOf(gateway, caseNumber))
    ? undefined
    : differs("The chain's request is for another scope or case.");
}

const digestsOf = ({ tagKeys }: Gateway, caseNumber: string): string[] =>
  [...tagKeys.byEpoch.values()].map((key) => caseDigest(key, caseNumber));

/**
 * Whether a request's id is what the contract would give its sender: it holds who asks and all that is asked, so that
 * nobody can send a note on another's before its event is here. What the note does not say is tried.
 */
function isIdOf(gateway: Gateway, { note, envelope }: { note: RequestNote; envelope: Envelope }): boolean {
  const question = { holder: gateway.memberId, subject: envelope.lane, scope: scopeDigest(note.scope) };
  return digestsOf(gateway, note.caseNumber).some((digest) =>
    PURPOSES.some(({ code: purpose }) =>
      [true, false].some(
        (isConsignment) =>
          requestIdOf(envelope.issuer, { ...question, isConsignment, purpose, caseDigest: digest }) === note.requestId,
      ),
    ),
  );
}

/** @throws GatewayError PEER_INBOX_FULL when too many notes of a member wait for requests that are on no chain. */
async function refuseTooMany({ database }: Gateway, issuer: number): Promise<undefined> {
  const { alone } = await database
    .selectFrom("request_notes")
    .leftJoin("requests", "requests.request_id", "request_notes.request_id")
    .select((row) => row.fn.countAll<number>().as("alone"))
    .where("request_notes.member_id", "=", issuer)
    .where("requests.request_id", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(alone) >= MAX_ALONE_PER_MEMBER)
    throw new GatewayError("PEER_INBOX_FULL", "Too many notes of this member wait for requests that are on no chain.");
}
