import type { Hex32, LaneDecision } from "../src/index.ts";
import type { Paging } from "./views.ts";

/** A period of a member's random draws. Times are Unix seconds. */
export interface DrawPeriodView {
  readonly memberId: number;
  readonly period: number;
  readonly beginsAtSeconds: number;
  readonly endsAtSeconds: number;
  readonly committedAtSeconds: number;
  readonly commitment: Hex32;
  /** Null until it is revealed, as is the time of that. */
  readonly seed: Hex32 | null;
  readonly revealedAtSeconds: number | null;
  /** Time of the newest block that the gateway read. */
  readonly blockTimeSeconds: number;
}

export interface DrawPeriodsQuery extends Paging {
  /** The gateway's own member by default. */
  readonly memberId?: number;
}

/** A declaration that the member had to decide, by its first anchor. */
export interface DrawnDeclaration {
  readonly documentId: Hex32;
  readonly issuer: number;
  readonly blockNumber: number;
  readonly blockHash: Hex32;
  readonly anchoredAtSeconds: number;
  readonly isCurrent: boolean;
  /** What superseded it. */
  readonly successorId: Hex32 | null;
}

export interface DrawnDecision {
  readonly documentId: Hex32;
  readonly anchoredAtSeconds: number;
  /** Null where the gateway's member may not open it. */
  readonly content: LaneDecision | null;
}

/** Who is on duty at an office; null for all offices that have nobody of their own. */
export interface Duty {
  readonly office: string | null;
  readonly officers: readonly string[];
}
