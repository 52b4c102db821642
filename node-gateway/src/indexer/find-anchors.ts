import { type Anchor, batchTree, type Entry, type Hex32, type Tombstone, ZERO_HEX32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { EntryRow } from "../database/schema.ts";

/** A document as the index has it: under which member, its entry, and its place in the batch. */
export interface FoundAnchor {
  readonly memberId: number;
  readonly entry: Entry;
  readonly anchor: Anchor;
}

/** Every member's first anchor of a document; usually one, since an id belongs to whoever made the document. */
export async function findAnchors(database: Database, documentId: Hex32): Promise<FoundAnchor[]> {
  const rows = await database
    .selectFrom("entries")
    .selectAll()
    .where("document_id", "=", documentId)
    .orderBy("block_number")
    .orderBy("log_index")
    .execute();
  const first = rows.filter((row, at) => rows.findIndex(({ member_id }) => member_id === row.member_id) === at);
  return Promise.all(first.map((row) => anchorOf(database, row)));
}

/** The first anchor of a document by one member. */
export async function findAnchor(
  database: Database,
  documentId: Hex32,
  memberId: number,
): Promise<FoundAnchor | undefined> {
  return (await findAnchors(database, documentId)).find((found) => found.memberId === memberId);
}

async function anchorOf(database: Database, row: EntryRow): Promise<FoundAnchor> {
  const rows = await database
    .selectFrom("entries")
    .selectAll()
    .where("member_id", "=", row.member_id)
    .where("root", "=", row.root)
    .orderBy("entry_index")
    .execute();
  const anchor: Anchor = {
    root: row.root,
    index: row.entry_index,
    size: rows.length,
    path: batchTree(rows.map(entryOfRow)).path(row.entry_index),
    anchoredAtSeconds: row.time_seconds,
    blockNumber: row.block_number,
  };
  return { memberId: row.member_id, entry: entryOfRow(row), anchor };
}

/** An entry of the index as the SDK knows entries. */
export const entryOfRow = (row: EntryRow): Entry => ({
  documentId: row.document_id,
  kind: row.kind,
  subjectTag: row.subject_tag,
  referenceTag: row.reference_tag,
});

/** A document's tombstone as the index has it; null when it stands. */
export async function findTombstone(
  database: Database,
  documentId: Hex32,
  memberId: number,
): Promise<Tombstone | null> {
  const rows = await database
    .selectFrom("tombstones")
    .selectAll()
    .where("document_id", "=", documentId)
    .where("member_id", "=", memberId)
    .execute();
  if (rows.length === 0) return null;
  const superseded = rows.find(({ sort }) => sort === "superseded");
  const withdrawn = rows.find(({ sort }) => sort === "withdrawn");
  return {
    supersededAtSeconds: superseded?.time_seconds ?? 0,
    withdrawnAtSeconds: withdrawn?.time_seconds ?? 0,
    supersedeReason: superseded?.reason ?? 0,
    withdrawReason: withdrawn?.reason ?? 0,
    successorId: superseded?.successor_id ?? ZERO_HEX32,
  };
}
