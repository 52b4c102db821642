import { type Hex32, type KindName, kindByCode } from "@sealane/sdk";
import { type CompiledQuery, sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { standingBy } from "../papers/document-view.ts";
import type { BlockView, Standing } from "./views.ts";

/** That a member anchored a document, and whether it still stands. */
export interface AnchorView {
  readonly memberId: number;
  /** Null for a code this version does not know. */
  readonly kind: KindName | null;
  readonly kindCode: number;
  readonly root: Hex32;
  readonly blockNumber: number;
  readonly timeSeconds: number;
  readonly standing: Standing;
}

export interface LookedUp {
  /** The block as of which this is said. */
  readonly block: BlockView;
  /** Every member's first anchor of the document, the earliest first; empty when nobody anchored it. */
  readonly anchors: readonly AnchorView[];
}

interface FoundRow {
  readonly number: number;
  readonly hash: string;
  readonly block_seconds: number;
  readonly member_id: number | null;
  readonly kind: number;
  readonly root: string;
  readonly block_number: number;
  readonly log_index: number;
  readonly time_seconds: number;
  readonly superseded: number;
  readonly withdrawn: number;
}

const question = (documentId: Hex32) => sql<FoundRow>`
  select cursor.number, cursor.hash, cursor.time_seconds as block_seconds,
    entries.member_id, entries.kind, entries.root, entries.block_number, entries.log_index,
    entries.time_seconds,
    (select count(*) from tombstones t where t.document_id = entries.document_id and t.member_id = entries.member_id
      and t.sort = 'superseded') as superseded,
    (select count(*) from tombstones t where t.document_id = entries.document_id and t.member_id = entries.member_id
      and t.sort = 'withdrawn') as withdrawn
  from cursor left join entries on entries.document_id = ${documentId}`;

/** The question as each database spells it: building it for each request would take as long as answering it. */
const SPELLED = new WeakMap<Database, CompiledQuery<FoundRow>>();

/**
 * Looks a document up by its id alone: what the index has of the chain, without opening or asking anything. It is one
 * statement, since every officer, trader and machine in doubt asks it.
 */
export async function lookUpAnchor({ database }: Gateway, documentId: Hex32): Promise<LookedUp> {
  const spelled = SPELLED.get(database) ?? question(documentId).compile(database);
  SPELLED.set(database, spelled);
  const { rows } = await database.executeQuery<FoundRow>({ ...spelled, parameters: [documentId] });
  const { number, hash, block_seconds: timeSeconds } = rows[0] as FoundRow;
  const inOrder = [...rows].sort((a, b) => a.block_number - b.block_number || a.log_index - b.log_index);
  const first = inOrder.filter((row, at) => inOrder.findIndex(({ member_id }) => member_id === row.member_id) === at);
  return {
    block: { number: Number(number), hash, timeSeconds: Number(timeSeconds) },
    anchors: first.flatMap((row) => (row.member_id === null ? [] : [anchorView(row, row.member_id)])),
  };
}

const anchorView = (row: FoundRow, memberId: number): AnchorView => ({
  memberId: Number(memberId),
  kind: kindByCode(Number(row.kind))?.name ?? null,
  kindCode: Number(row.kind),
  root: row.root,
  blockNumber: Number(row.block_number),
  timeSeconds: Number(row.time_seconds),
  standing: standingBy({ withdrawnAtSeconds: Number(row.withdrawn), supersededAtSeconds: Number(row.superseded) }),
});
