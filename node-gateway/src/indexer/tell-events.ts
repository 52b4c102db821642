import { type Json, REASONS, rowByCode } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { isBefore } from "../database/is-before.ts";
import type { EntryRow, Schema, TombstoneRow } from "../database/schema.ts";
import { appendEvent, appendEvents } from "../events/append-event.ts";

/**
 * Tells the member's own systems of entries whose documents are held here, under their own issuer. Only the first anchor
 * of a document counts, so one that is anchored again is no news.
 * @param entries Of one batch, after they were written down.
 */
export async function tellAnchored(transaction: Transaction<Schema>, entries: readonly EntryRow[]): Promise<void> {
  const [first] = entries;
  if (first === undefined) return;
  const ids = entries.map(({ document_id }) => document_id);
  const held = await transaction
    .selectFrom("documents")
    .select(["document_id", "kind"])
    .where("document_id", "in", ids)
    .where("issuer", "=", first.member_id)
    .where("document_id", "not in", anchoredBefore(transaction, first, ids))
    .execute();
  const kinds = new Map(held.map(({ document_id, kind }) => [document_id, kind]));
  const facts = entries.flatMap((entry) => {
    const kind = kinds.get(entry.document_id);
    if (kind === undefined) return [];
    const data = { kind, issuer: entry.member_id, root: entry.root, blockNumber: entry.block_number };
    return [{ type: "sealane.document.anchored" as const, subject: entry.document_id, data, ...momentOf(entry) }];
  });
  await appendEvents(transaction, facts);
}

/** Tells the member's own systems that a document which is held here stands no more. */
export async function tellEnded(transaction: Transaction<Schema>, row: TombstoneRow): Promise<void> {
  const held = await transaction
    .selectFrom("documents")
    .select("kind")
    .where("document_id", "=", row.document_id)
    .where("issuer", "=", row.member_id)
    .executeTakeFirst();
  if (held === undefined) return;
  const reason: Json = rowByCode(REASONS, row.reason)?.name ?? row.reason;
  const data = { kind: held.kind, issuer: row.member_id, reason, blockNumber: row.block_number };
  const successor = row.successor_id === null ? {} : { successorId: row.successor_id };
  await appendEvent(transaction, {
    type: `sealane.document.${row.sort}`,
    subject: row.document_id,
    data: { ...data, ...successor },
    ...momentOf(row),
  });
}

const anchoredBefore = (transaction: Transaction<Schema>, batch: EntryRow, ids: readonly string[]) =>
  transaction
    .selectFrom("entries")
    .select("document_id")
    .where("member_id", "=", batch.member_id)
    .where("document_id", "in", ids)
    .where(isBefore(batch));

/**
 * The issuer is in the occasion, since another member may anchor the same id, which is then another document; and the
 * block, since what a changed history took back and another block brings again is told again.
 */
const momentOf = ({
  member_id,
  block_number,
  log_index,
  time_seconds,
}: Pick<EntryRow, "member_id" | "block_number" | "log_index" | "time_seconds">) => ({
  timeSeconds: time_seconds,
  occasion: [member_id, block_number, log_index],
});
