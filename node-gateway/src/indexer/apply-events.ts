import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import { type Apply, placeOf } from "./apply.ts";
import { LEDGER_EVENTS } from "./apply-ledger.ts";
import { SELECTION_EVENTS } from "./apply-selection.ts";
import { SHARING_EVENTS } from "./apply-sharing.ts";
import type { ChainEvent } from "./decode-event.ts";
import { tellAnchored, tellEnded } from "./tell-events.ts";

/** A raw entry as the event carries it. */
interface EventEntry {
  readonly documentId: string;
  readonly kind: number;
  readonly subjectTag: string;
  readonly referenceTag: string;
}

/** Rows in one insert: SQLite takes 32,766 values. */
const CHUNK = 1_000;

/** What each event writes down. To follow a new event, add a row; what a member says of itself is kept as it came. */
const EVENTS: Readonly<Record<string, Apply>> = {
  ...SHARING_EVENTS,
  ...LEDGER_EVENTS,
  ...SELECTION_EVENTS,
  BatchAnchored: applyBatch,
  DocumentSuperseded: (transaction, event, time) => applyTombstone(transaction, event, { sort: "superseded", time }),
  DocumentWithdrawn: (transaction, event, time) => applyTombstone(transaction, event, { sort: "withdrawn", time }),
};

/** Writes an event down. Applied twice it changes nothing. */
export const applyEvent: Apply = async (transaction, event, timeSeconds) => {
  const apply = event.contract === "memberRegistry" ? applyMemberEvent : EVENTS[event.name];
  await apply?.(transaction, event, timeSeconds);
};

async function applyMemberEvent(transaction: Transaction<Schema>, event: ChainEvent, time: number): Promise<void> {
  const { memberId, ...args } = event.args;
  // The registry's authority changes in an event too, which is of no member.
  if (typeof memberId !== "number") return;
  await transaction
    .insertInto("member_events")
    .values({ ...placeOf(event, time), member_id: memberId, name: event.name, args: JSON.stringify(args) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function applyBatch(transaction: Transaction<Schema>, event: ChainEvent, time: number): Promise<void> {
  const [memberId, root] = [Number(event.args["memberId"]), String(event.args["root"])];
  const entries = event.args["entries"] as unknown as readonly EventEntry[];
  const place = placeOf(event, time);
  const key = { member_id: memberId, root };
  await transaction
    .insertInto("batches")
    .values({ ...key, ...place, size: entries.length })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = entries.map((entry, index) => ({
    ...key,
    ...place,
    entry_index: index,
    document_id: entry.documentId,
    kind: entry.kind,
    subject_tag: entry.subjectTag,
    reference_tag: entry.referenceTag,
  }));
  for (let from = 0; from < rows.length; from += CHUNK) {
    const part = rows.slice(from, from + CHUNK);
    await transaction
      .insertInto("entries")
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await markAnchored(
      transaction,
      memberId,
      part.map(({ document_id }) => document_id),
    );
    await tellAnchored(transaction, part);
  }
}

async function markAnchored(transaction: Transaction<Schema>, memberId: number, ids: readonly string[]): Promise<void> {
  await transaction
    .updateTable("documents")
    .set({ state: "anchored", refusal: null })
    .where("document_id", "in", ids)
    .where("issuer", "=", memberId)
    .execute();
  await transaction
    .updateTable("outbox_items")
    .set({ state: "done", refusal: null })
    .where("document_id", "in", ids)
    .where("purpose", "=", "anchor")
    .where("document_id", "in", (from) =>
      from.selectFrom("documents").select("document_id").where("issuer", "=", memberId).where("document_id", "in", ids),
    )
    .execute();
}

async function applyTombstone(
  transaction: Transaction<Schema>,
  event: ChainEvent,
  { sort, time }: { sort: "superseded" | "withdrawn"; time: number },
): Promise<void> {
  const { memberId, documentId, successorId, reason } = event.args;
  const row = {
    ...placeOf(event, time),
    member_id: Number(memberId),
    document_id: String(documentId),
    sort,
    successor_id: successorId === undefined ? null : String(successorId),
    reason: Number(reason),
  };
  await transaction
    .insertInto("tombstones")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tellEnded(transaction, row);
}
