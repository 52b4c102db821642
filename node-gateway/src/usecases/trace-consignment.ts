import {
  type Hex32,
  type KindName,
  kindByCode,
  type Link,
  readStatement,
  reasonByCode,
  type Tombstone,
} from "@sealane/sdk";
import type { EntryRow } from "../database/schema.ts";
import { isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { readCursor } from "../indexer/cursor.ts";
import { findTombstone } from "../indexer/find-anchors.ts";
import { standingBy } from "../papers/document-view.ts";
import { findEntries, type TraceQuery } from "../trace/find-entries.ts";
import type { BlockView, Standing } from "./views.ts";

/** Exactly one of these. */
export type TraceConsignmentInput = TraceQuery;

export interface TracedPaper {
  readonly documentId: Hex32;
  /** Null for a code this version does not know. */
  readonly kind: KindName | null;
  readonly kindCode: number;
  readonly issuer: number;
  readonly blockNumber: number;
  readonly timeSeconds: number;
  readonly standing: Standing;
  readonly successorId: Hex32 | null;
  /** Name of the reason of the withdrawal or, failing that, of the supersession. */
  readonly reason: string | null;
  readonly isReadable: boolean;
  /** Empty when not readable. */
  readonly links: readonly Link[];
  /** The document's own number, when it is readable here. */
  readonly documentNumber: string | null;
}

export interface Trace {
  readonly block: BlockView;
  /** In the chain's order. */
  readonly papers: readonly TracedPaper[];
}

/**
 * Every anchored paper of a consignment, of every member, whether readable here or not, and what those that are readable
 * build on. While the chain is away, as of the block that the index has.
 * @throws QUERY_INVALID
 */
export async function traceConsignment(gateway: Gateway, input: TraceConsignmentInput): Promise<Trace> {
  await catchUp(gateway).catch((error: unknown) => {
    if (!isCode(error, "CHAIN_UNAVAILABLE")) throw error;
  });
  const { number, hash, timeSeconds } = await readCursor(gateway.database);
  const entries = await findEntries(gateway, input);
  return {
    block: { number, hash, timeSeconds },
    papers: await Promise.all(entries.map((row) => tracedPaper(gateway, row))),
  };
}

async function tracedPaper(gateway: Gateway, row: EntryRow): Promise<TracedPaper> {
  const tombstone = await findTombstone(gateway.database, row.document_id, row.member_id);
  const held = await gateway.database
    .selectFrom("documents")
    .select("statement")
    .where("document_id", "=", row.document_id)
    .where("issuer", "=", row.member_id)
    .executeTakeFirst();
  const numbered = await gateway.database
    .selectFrom("search_references")
    .select("value")
    .where("document_id", "=", row.document_id)
    .where("sort", "=", "number")
    .executeTakeFirst();
  return {
    documentId: row.document_id,
    kind: kindByCode(row.kind)?.name ?? null,
    kindCode: row.kind,
    issuer: row.member_id,
    blockNumber: row.block_number,
    timeSeconds: row.time_seconds,
    standing: standingBy(tombstone),
    successorId: tombstone && tombstone.supersededAtSeconds > 0 ? tombstone.successorId : null,
    reason: reasonOf(tombstone),
    isReadable: held !== undefined,
    links: held ? readStatement(held.statement).claims.links : [],
    documentNumber: (held && numbered?.value) ?? null,
  };
}

function reasonOf(tombstone: Tombstone | null): string | null {
  const code = tombstone?.withdrawReason || tombstone?.supersedeReason || 0;
  return code === 0 ? null : (reasonByCode(code)?.name ?? `reason ${code}`);
}
