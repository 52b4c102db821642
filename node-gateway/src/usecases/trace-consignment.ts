import {
  type Hex32,
  type KindName,
  kindByCode,
  type Link,
  REASONS,
  readStatement,
  rowByCode,
  type Tombstone,
} from "@sealane/sdk";
import type { EntryRow } from "../database/schema.ts";
import { isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { readCursor } from "../indexer/cursor.ts";
import { findTombstone } from "../indexer/find-anchors.ts";
import { standingBy } from "../papers/document-view.ts";
import { grantedPapers } from "../readings/granted-papers.ts";
import { grantStandingFor } from "../sharing/grant-standing.ts";
import { findEntries, type TraceQuery } from "../trace/find-entries.ts";
import { type TracedReading, traceReadings } from "./trace-readings.ts";
import type { BlockView, Standing } from "./views.ts";

/** Exactly one of these to search by. */
export interface TraceConsignmentInput extends TraceQuery {
  /** Also every reading of each paper that is known here, and for an auditor those that its issuer shows. */
  readonly readings?: boolean;
}

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
  /** The grant under which it is readable, by the index; null for what is held here. */
  readonly grantId: Hex32 | null;
  /** Empty when its statement is not here. */
  readonly links: readonly Link[];
  /** The document's own number, when it is held here: nothing is opened for a trace. */
  readonly documentNumber: string | null;
  /** Only when they were asked for. */
  readonly readings?: readonly TracedReading[];
}

export interface Trace {
  readonly block: BlockView;
  /** In the chain's order. */
  readonly papers: readonly TracedPaper[];
  /** Members whose gateways did not show who read their papers; only when readings were asked for. */
  readonly notReached?: readonly number[];
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
  const { readings: isWithReadings = false, ...query } = input;
  const entries = await findEntries(gateway, query);
  const papers = await Promise.all(entries.map((row) => tracedPaper(gateway, row)));
  const block = { number, hash, timeSeconds };
  if (!isWithReadings) return { block, papers };
  const { of, notReached } = await traceReadings(gateway, papers);
  const withReadings = papers.map((paper) => {
    const readings = (of.get(paper.documentId) ?? []).filter(({ owner }) => owner === paper.issuer);
    return { ...paper, readings };
  });
  return { block, papers: withReadings, notReached };
}

async function tracedPaper(gateway: Gateway, row: EntryRow): Promise<TracedPaper> {
  const tombstone = await findTombstone(gateway.database, row.document_id, row.member_id);
  const held = await gateway.database
    .selectFrom("documents")
    .select("statement")
    .where("document_id", "=", row.document_id)
    .where("issuer", "=", row.member_id)
    .executeTakeFirst();
  const shared = held ? null : await findShared(gateway, row);
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
    isReadable: held !== undefined || shared?.grantId != null,
    grantId: shared?.grantId ?? null,
    links: linksOf(held?.statement ?? shared?.statement),
    documentNumber: (held && numbered?.value) ?? null,
  };
}

/** What another member shared of a paper, and the best grant that stands by the index. */
async function findShared(
  gateway: Gateway,
  { document_id, member_id, kind }: EntryRow,
): Promise<{ statement: string; grantId: Hex32 | null } | null> {
  const granted = await grantedPapers(gateway, document_id);
  const theirs = granted.filter(({ grant }) => grant.owner === member_id);
  const [first] = theirs;
  if (!first) return null;
  for (const { grant, shared } of theirs) {
    const when = { timeSeconds: gateway.clock(), kind };
    const standing = await grantStandingFor(gateway.database, grant.grant_id, when);
    if (standing === "effective") return { statement: shared.statement, grantId: grant.grant_id };
  }
  return { statement: first.shared.statement, grantId: null };
}

const linksOf = (statement: string | undefined): readonly Link[] =>
  statement === undefined ? [] : readStatement(statement).claims.links;

function reasonOf(tombstone: Tombstone | null): string | null {
  const code = tombstone?.withdrawReason || tombstone?.supersedeReason || 0;
  return code === 0 ? null : (rowByCode(REASONS, code)?.name ?? `reason ${code}`);
}
