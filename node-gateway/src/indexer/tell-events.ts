import { type Json, reasonByCode } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { EntryRow, Schema, TombstoneRow } from "../database/schema.ts";
import { appendEvent, appendEvents } from "../events/append-event.ts";

/** Tells the member's own systems of entries whose documents are held here, under their own issuer. */
export async function tellAnchored(transaction: Transaction<Schema>, entries: readonly EntryRow[]): Promise<void> {
  const [first] = entries;
  if (first === undefined) return;
  const ids = entries.map(({ document_id }) => document_id);
  const held = await transaction
    .selectFrom("documents")
    .select(["document_id", "kind"])
    .where("document_id", "in", ids)
    .where("issuer", "=", first.member_id)
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
  const reason: Json = reasonByCode(row.reason)?.name ?? row.reason;
  const data = { kind: held.kind, issuer: row.member_id, reason, blockNumber: row.block_number };
  const successor = row.successor_id === null ? {} : { successorId: row.successor_id };
  await appendEvent(transaction, {
    type: `sealane.document.${row.sort}`,
    subject: row.document_id,
    data: { ...data, ...successor },
    ...momentOf(row),
  });
}

/** The issuer is in the occasion: another member may anchor the same id, which is then another document. */
const momentOf = ({ member_id, time_seconds }: Pick<EntryRow, "member_id" | "time_seconds">) => ({
  timeSeconds: time_seconds,
  occasion: [member_id],
});
