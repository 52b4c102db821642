import type { Hex32 } from "../primitives/hex.ts";
import type { LaneDecision } from "../selectivity/lane-decision.ts";
import type { ChosenLane } from "../selectivity/lanes.ts";

/** A period as the chain has it. Times are Unix seconds. */
export interface DrawPeriod {
  readonly memberId: number;
  readonly period: number;
  /** First second of block time in it, and the first one after it. */
  readonly beginsAtSeconds: number;
  readonly endsAtSeconds: number;
  readonly commitment: Hex32;
  /** Null until it is revealed. */
  readonly seed: Hex32 | null;
}

/** A declaration that the member had to decide, as the chain has it: its first anchor lies in the period. */
export interface AnchoredDeclaration {
  readonly documentId: Hex32;
  /** The member itself, or one that let it read the declaration. */
  readonly issuer: number;
  /** Whether it was neither withdrawn nor superseded since. */
  readonly isCurrent: boolean;
  /** What superseded it; null for nothing. */
  readonly successorId: Hex32 | null;
  readonly blockNumber: number;
  readonly blockHash: Hex32;
}

/** A decision's document of the member. */
export interface AnchoredDecision {
  readonly documentId: Hex32;
  /** Null where the auditor may not open it. */
  readonly content: LaneDecision | null;
}

/** The rates of lane settings. */
export interface DrawRates {
  readonly minimumRandomRate: number;
  readonly randomLane: ChosenLane;
}

export interface DrawEvidence {
  readonly memberId: number;
  readonly period: number;
  /** Null where the chain has no such period. */
  readonly committed: DrawPeriod | null;
  /** Block time of the newest block that was seen. */
  readonly timeSeconds: number;
  readonly declarations: readonly AnchoredDeclaration[];
  /** All of the member that may be about them. */
  readonly decisions: readonly AnchoredDecision[];
  /** Lane settings that the auditor has, by their digests; those of others are only held against each other. */
  readonly rates?: ReadonlyMap<Hex32, DrawRates>;
}
