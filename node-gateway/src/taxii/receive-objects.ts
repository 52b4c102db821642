import {
  alertIdOf,
  canonicalize,
  hexOf,
  isJsonObject,
  isStixId,
  type Json,
  type JsonObject,
  readStix,
  SdkError,
  type StixTaken,
  sha256,
  uuidOf,
} from "@sealane/sdk";
import type { Transaction } from "kysely";
import { maySee } from "../alerts/clearance.ts";
import { findAlert } from "../alerts/find-alert.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { requireCollection } from "./collections.ts";

/** What became of one object (TAXII 2.1 §4.3.1). */
interface Outcome {
  readonly id: string;
  readonly version: string;
  readonly message: string;
}

/** What became of objects that were handed in (TAXII 2.1 §4.3). */
export interface Status {
  readonly id: string;
  readonly status: "complete";
  readonly request_timestamp: string;
  readonly total_count: number;
  readonly success_count: number;
  readonly successes: readonly Outcome[];
  readonly failure_count: number;
  readonly failures: readonly Outcome[];
  readonly pending_count: 0;
}

export interface ReceiveInput {
  readonly collection: string;
  readonly envelope: Json;
  readonly actor: string;
  readonly isCleared: boolean;
}

/**
 * Takes what another system tells as drafts of alerts, for an officer to decide on; nothing is sent to anybody. Handed in
 * again by the same officer, it has the result of the first time.
 * @throws GatewayError TAXII_NOT_FOUND, TAXII_NOT_ALLOWED; SdkError STIX_INVALID
 */
export async function receiveObjects(gateway: Gateway, input: ReceiveInput): Promise<Status> {
  const { envelope, actor } = input;
  if (requireCollection(input.collection).source)
    throw new GatewayError("TAXII_NOT_ALLOWED", "Alerts come from members' gateways; other systems write to `drafts`.");
  const objects = objectsIn(envelope);
  const now = gateway.clock();
  const taken = readStix(envelope, { now });
  const statusId = uuidOf(`status ${actor} ${hexOf(sha256(canonicalize(envelope)))}`);
  return gateway.database.transaction().execute(async (transaction) => {
    const known = await findStatus(transaction, statusId, actor);
    if (known) return known;
    const messages = await takeAll(transaction, { taken, objects, input, now });
    const outcomes = objects.map((object, at) => ({ outcome: outcomeOf(object, messages[at]?.message), at }));
    const successes = outcomes.filter(({ at }) => messages[at]?.isTaken === true).map(({ outcome }) => outcome);
    const failures = outcomes.filter(({ at }) => messages[at]?.isTaken !== true).map(({ outcome }) => outcome);
    const status: Status = {
      ...{ id: statusId, status: "complete", request_timestamp: new Date(now * 1_000).toISOString() },
      ...{ total_count: objects.length, success_count: successes.length, successes },
      ...{ failure_count: failures.length, failures, pending_count: 0 },
    };
    const row = { status_id: statusId, actor, status: JSON.stringify(status), time_seconds: now };
    await transaction.insertInto("taxii_statuses").values(row).execute();
    await appendAudit(transaction, { action: "receiveTaxiiObjects", actor, subject: statusId, timeSeconds: now });
    return status;
  });
}

/** What became of objects that this officer handed in. @throws GatewayError TAXII_NOT_FOUND */
export async function readStatus(
  { database }: Gateway,
  { statusId, actor }: { readonly statusId: string; readonly actor: string },
): Promise<Status> {
  const status = await findStatus(database, statusId, actor);
  if (status) return status;
  throw new GatewayError("TAXII_NOT_FOUND", "You handed in nothing under this status.");
}

async function findStatus(
  database: Pick<Transaction<Schema>, "selectFrom">,
  statusId: string,
  actor: string,
): Promise<Status | undefined> {
  const row = await database
    .selectFrom("taxii_statuses")
    .select("status")
    .where("status_id", "=", statusId)
    .where("actor", "=", actor)
    .executeTakeFirst();
  return row && JSON.parse(row.status);
}

/** The objects of an envelope, each with an id, so that each can be answered for. @throws SdkError STIX_INVALID */
function objectsIn(envelope: Json): JsonObject[] {
  const objects = isJsonObject(envelope) ? envelope["objects"] : undefined;
  if (!Array.isArray(objects)) throw new SdkError("STIX_INVALID", "The envelope has no objects.");
  return objects.map((object: Json) => {
    if (isJsonObject(object) && isStixId(object["id"])) return object;
    throw new SdkError("STIX_INVALID", "An object of the envelope has no id.");
  });
}

const versionOf = ({ modified, created }: JsonObject): string =>
  ([modified, created].find((stated) => typeof stated === "string" && stated.length <= 64) as string | undefined) ?? "";

const outcomeOf = (object: JsonObject, message = "It was not looked at."): Outcome => ({
  ...{ id: String(object["id"]), version: versionOf(object), message },
});

interface Taking {
  readonly taken: StixTaken;
  readonly objects: readonly JsonObject[];
  readonly input: ReceiveInput;
  readonly now: number;
}

interface Message {
  readonly message: string;
  readonly isTaken: boolean;
}

/** Keeps what was read; of each object, in their order, what became of it. */
async function takeAll(
  transaction: Transaction<Schema>,
  { taken, objects, input, now }: Taking,
): Promise<(Message | undefined)[]> {
  const messages = new Map<string, Message>();
  for (const { id, reason } of taken.left) messages.set(id, { message: reason, isTaken: false });
  for (const { id } of taken.feedback)
    messages.set(id, { message: "Answers come from members' gateways.", isTaken: false });
  for (const { id, alert } of taken.alerts) {
    const row = await findAlert(transaction, alertIdOf(alert), alert.version);
    const isHere = row !== undefined && maySee(row, input.isCleared);
    const message = isHere ? "It is here." : "It is a member's alert: it comes from that member's gateway.";
    messages.set(id, { message, isTaken: isHere });
  }
  for (const { id, version, draft } of taken.drafts) {
    await keepDraft(transaction, {
      ...{ source_id: id, source_version: version, draft: JSON.stringify(draft), tlp: draft.tlp },
      ...{ actor: input.actor, received_at_seconds: now },
    });
    messages.set(id, { message: "It is a draft now.", isTaken: true });
  }
  const context: Message = { message: "It is context: nothing of it is kept.", isTaken: true };
  return objects.map(({ id }) => messages.get(String(id)) ?? context);
}

interface NewDraft {
  readonly source_id: string;
  readonly source_version: string;
  readonly draft: string;
  readonly tlp: string;
  readonly actor: string;
  readonly received_at_seconds: number;
}

async function keepDraft(transaction: Transaction<Schema>, draft: NewDraft): Promise<void> {
  const { last } = await transaction
    .selectFrom("alert_drafts")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto("alert_drafts")
    .values({ ...draft, sequence: Number(last ?? 0) + 1 })
    .onConflict((conflict) => conflict.columns(["source_id", "source_version"]).doNothing())
    .execute();
}
