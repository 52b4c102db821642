import { type Hex32, kindByName, type LaneDecision } from "@sealane/sdk";
import { openDecision } from "../../draws/open-decision.ts";
import type { Gateway } from "../../gateway.ts";
import { limitOf, positionOf } from "../page.ts";
import type { Acting, Page } from "../views.ts";
import { getPeriod } from "./periods.ts";
import { selectDeclarations } from "./select-declarations.ts";

export interface DrawEvidenceInput {
  readonly memberId: number;
  readonly period: number;
  readonly after?: string;
  readonly limit?: number;
}

/** A declaration whose first anchor lies in a period, and that the member issued or was let read any number of times. */
export interface DrawnDeclaration {
  readonly documentId: Hex32;
  readonly issuer: number;
  readonly blockNumber: number;
  readonly blockHash: Hex32;
  readonly anchoredAtSeconds: number;
  /** Whether it was neither withdrawn nor superseded since. */
  readonly isCurrent: boolean;
  /** What superseded it. */
  readonly successorId: Hex32 | null;
}

/** A decision's document of the member, anchored since the period began. */
export interface DrawnDecision {
  readonly documentId: Hex32;
  readonly anchoredAtSeconds: number;
  /** Null where this member may not open it, or it is none. */
  readonly content: LaneDecision | null;
}

/** Declarations of a period in the order of the chain. @throws DRAW_PERIOD_NOT_FOUND, CURSOR_INVALID, QUERY_INVALID */
export async function listDrawnDeclarations(
  gateway: Gateway,
  input: DrawEvidenceInput,
): Promise<Page<DrawnDeclaration>> {
  const page = pageOf(input);
  const rows = await selectDeclarations(gateway.database, await getPeriod(gateway, input))
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  const items = rows.slice(0, page.limit).map((row) => ({
    ...{ documentId: row.document_id, issuer: row.member_id, blockNumber: row.block_number, blockHash: row.hash },
    ...{ anchoredAtSeconds: row.time_seconds, isCurrent: !row.is_ended },
    successorId: row.successor_id,
  }));
  return { items, next: rows.length > page.limit ? String(page.offset + page.limit) : null };
}

/**
 * Decisions that a member anchored since a period began, in the order of the chain, each opened: of another member's each
 * is a reading. @throws DRAW_PERIOD_NOT_FOUND, CURSOR_INVALID, QUERY_INVALID, CHAIN_UNAVAILABLE, STORAGE_UNAVAILABLE
 */
export async function listDrawnDecisions(
  gateway: Gateway,
  input: DrawEvidenceInput & Acting,
): Promise<Page<DrawnDecision>> {
  const { beginsAtSeconds } = await getPeriod(gateway, input);
  const page = pageOf(input);
  const rows = await gateway.database
    .selectFrom("entries")
    .select(["document_id", "time_seconds"])
    .where("member_id", "=", input.memberId)
    .where("kind", "=", kindByName("lane-decision").code)
    .where("time_seconds", ">=", beginsAtSeconds)
    .orderBy("block_number")
    .orderBy("log_index")
    .orderBy("entry_index")
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  const items: DrawnDecision[] = [];
  // One after the other: each may be a reading of another member's paper.
  for (const { document_id: documentId, time_seconds: anchoredAtSeconds } of rows.slice(0, page.limit))
    items.push({ documentId, anchoredAtSeconds, content: await openDecision(gateway, documentId, input.actor) });
  return { items, next: rows.length > page.limit ? String(page.offset + page.limit) : null };
}

/** Places count what was passed: a period's declarations and decisions only ever grow at their end. */
const pageOf = ({ after, limit }: DrawEvidenceInput) => ({
  limit: limitOf(limit),
  offset: after === undefined ? 0 : positionOf(after),
});
