import { caseDigest, type Envelope, type ReceiptCode } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { isOfRequest, keepNote, readRequestNote } from "./request-note.ts";

type Refusal = { code: ReceiptCode; message: string };

const differs = (message: string): Refusal => ({ code: "INCD", message });

/**
 * How an envelope `request` is taken: what a request says beside the chain. It may come before the chain's event; where
 * that is there already, both must agree.
 */
export const receiveRequest = {
  judge: async (gateway: Gateway, { content, issuer }: Envelope): Promise<Refusal | undefined> => {
    const note = readRequestNote(content);
    if (!note) return differs("The content is no request's.");
    const kept = await gateway.database
      .selectFrom("request_notes")
      .select("member_id")
      .where("request_id", "=", note.requestId)
      .executeTakeFirst();
    if (kept && kept.member_id !== issuer) return differs("Another member sent a note on this request.");
    const row = await gateway.database
      .selectFrom("requests")
      .selectAll()
      .where("request_id", "=", note.requestId)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.requester !== issuer || row.holder !== gateway.memberId) return differs("The request is of other members.");
    const digestsOf = (caseNumber: string) =>
      [...gateway.tagKeys.byEpoch.values()].map((key) => caseDigest(key, caseNumber));
    return isOfRequest(note, row, digestsOf) ? undefined : differs("The chain's request is for another scope or case.");
  },
  keep: async (gateway: Gateway, transaction: Transaction<Schema>, { content, issuer }: Envelope): Promise<void> => {
    const note = readRequestNote(content);
    if (note) await keepNote(transaction, note, { memberId: issuer, timeSeconds: gateway.clock() });
  },
};
