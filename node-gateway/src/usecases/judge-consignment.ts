import {
  type ConsignmentGraph,
  type ConsignmentPaper,
  type ConsignmentReport,
  consignmentGraph,
  type Facts,
  type Hex32,
  judgeConsignment as judgePapers,
  kindByCode,
  readStatement,
} from "@sealane/sdk";
import { noteAudit } from "../audit/append-audit.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findTombstone } from "../indexer/find-anchors.ts";
import { standingBy } from "../papers/document-view.ts";
import { openFields } from "../papers/facts-of.ts";
import { openReadable } from "../readings/open-readable.ts";
import type { TraceQuery } from "../trace/find-entries.ts";
import { type TracedPaper, traceConsignment } from "./trace-consignment.ts";
import type { Acting, BlockView } from "./views.ts";

/** What to judge, by exactly one search. */
export interface JudgeConsignmentInput extends TraceQuery, Acting {
  /** Also open what other members share; each opening is a reading that its owner sees, and may spend a use. */
  readonly opensShared?: boolean;
}

/** Why a paper was not compared: the code of the fault, or that it is not readable or was not to be opened. */
export interface UnreadPaper {
  readonly documentId: Hex32;
  readonly code: string;
}

export interface JudgedConsignment extends ConsignmentReport {
  readonly block: BlockView;
  readonly papers: readonly TracedPaper[];
  readonly unread: readonly UnreadPaper[];
  readonly graph: ConsignmentGraph;
}

/**
 * Judges whether the papers of a consignment agree with each other, as far as they can be read here; a paper that cannot
 * be read makes the answer `unknown`, never valid. Own papers are opened, which the audit log says.
 * @throws GatewayError QUERY_INVALID
 */
export async function judgeConsignment(gateway: Gateway, input: JudgeConsignmentInput): Promise<JudgedConsignment> {
  const { actor, opensShared = false, ...query } = input;
  const { block, papers } = await traceConsignment(gateway, query);
  const known: ConsignmentPaper[] = [];
  const unread: UnreadPaper[] = [];
  for (const paper of papers) {
    const opened = await openTraced(gateway, paper, { actor, opensShared });
    if (opened.code !== undefined) unread.push({ documentId: paper.documentId, code: opened.code });
    known.push({ ...withoutFacts(paper, await referenceTagOf(gateway, paper)), ...opened.stated });
  }
  const elsewhere = await sameNumberElsewhere(gateway, known);
  return { block, papers, unread, ...judgePapers(known, { elsewhere }), graph: consignmentGraph(known) };
}

/** Other members' and other consignments' papers with the reference tag of one of these, as the chain has them. */
async function sameNumberElsewhere(
  { database }: Gateway,
  known: readonly ConsignmentPaper[],
): Promise<ConsignmentPaper[]> {
  const tags = [...new Set(known.flatMap(({ referenceTag }) => referenceTag ?? []))];
  if (tags.length === 0) return [];
  const entries = await database.selectFrom("entries").selectAll().where("reference_tag", "in", tags).execute();
  const ids = new Set(known.map(({ documentId }) => documentId));
  const others = entries.filter(({ document_id }) => !ids.has(document_id));
  return Promise.all(
    others.map(async (row) => ({
      ...{ documentId: row.document_id, issuer: row.member_id, anchoredAt: row.time_seconds },
      kind: kindByCode(row.kind)?.name ?? "other-document",
      standing: standingBy(await findTombstone(database, row.document_id, row.member_id)),
      referenceTag: row.reference_tag,
    })),
  );
}

interface Opened {
  readonly code?: string;
  readonly stated?: { readonly facts: Facts; readonly issuedAt: number };
}

async function openTraced(
  gateway: Gateway,
  { documentId, isReadable, grantId }: TracedPaper,
  { actor, opensShared }: Acting & { opensShared: boolean },
): Promise<Opened> {
  if (!isReadable) return { code: "DOCUMENT_NOT_READABLE" };
  if (grantId !== null && !opensShared) return { code: "NOT_OPENED" };
  try {
    const { paper } = await openReadable(gateway, { documentId, actor, ...(grantId !== null && { grantId }) });
    const timeSeconds = gateway.clock();
    await noteAudit(gateway.database, { action: "judgeConsignment", actor, subject: documentId, timeSeconds });
    const { issuedAt } = readStatement(paper.statement).claims;
    return { stated: { facts: openFields(paper.body).facts, issuedAt } };
  } catch (error) {
    if (error instanceof GatewayError) return { code: error.code };
    throw error;
  }
}

/** What the chain and the statement say, of a paper that may not be readable. */
function withoutFacts(paper: TracedPaper, referenceTag: Hex32 | undefined): ConsignmentPaper {
  const { documentId, issuer, standing, timeSeconds, links, kind, isReadable } = paper;
  return {
    ...{ documentId, issuer, standing, anchoredAt: timeSeconds, kind: kind ?? "other-document" },
    ...(referenceTag !== undefined && { referenceTag }),
    ...(isReadable && { links }),
  };
}

async function referenceTagOf({ database }: Gateway, { documentId, issuer }: TracedPaper): Promise<Hex32 | undefined> {
  const entry = await database
    .selectFrom("entries")
    .select("reference_tag")
    .where("document_id", "=", documentId)
    .where("member_id", "=", issuer)
    .executeTakeFirst();
  return entry?.reference_tag;
}
