import { isJsonObject, isScope, type Json, type JsonObject, type Scope, scopeDigest } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import { keepScope } from "./known-scopes.ts";

/** What a request says beside the chain. */
export interface RequestNote {
  readonly requestId: string;
  readonly scope: Scope;
  readonly caseNumber: string;
  readonly note: string;
}

const HEX = /^[0-9a-f]{64}$/;
export const MAX_CASE_LENGTH = 200;
export const MAX_NOTE_LENGTH = 2_000;

const isText = (value: Json | undefined, min: number, max: number): value is string =>
  typeof value === "string" && value.length >= min && value.length <= max;

/** The content of an envelope `request`; undefined when it is of another form. */
export function readRequestNote(content: JsonObject): RequestNote | undefined {
  if (!isJsonObject(content) || Object.keys(content).length !== 4) return undefined;
  const { requestId, scope, caseNumber, note } = content;
  const isFormed =
    isText(requestId, 64, 64) &&
    HEX.test(requestId) &&
    isScope(scope) &&
    isText(caseNumber, 1, MAX_CASE_LENGTH) &&
    isText(note, 0, MAX_NOTE_LENGTH);
  return isFormed ? { requestId, scope, caseNumber, note } : undefined;
}

/** Keeps a note, once. */
export async function keepNote(
  transaction: Transaction<Schema>,
  { requestId, scope, caseNumber, note }: RequestNote,
  { memberId, timeSeconds }: { memberId: number; timeSeconds: number },
): Promise<void> {
  await keepScope(transaction, scope);
  await transaction
    .insertInto("request_notes")
    .values({
      request_id: requestId,
      scope: JSON.stringify(scope),
      case_number: caseNumber,
      note,
      member_id: memberId,
      received_at_seconds: timeSeconds,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether a note is of a request as the chain has it: its sender asked, for this scope and this case. */
export const isOfRequest = (
  { scope, caseNumber }: RequestNote,
  row: { readonly scope: string; readonly case_digest: string },
  digestsOf: (caseNumber: string) => readonly string[],
): boolean => scopeDigest(scope) === row.scope && digestsOf(caseNumber).includes(row.case_digest);
