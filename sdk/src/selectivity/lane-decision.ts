import type { Json, JsonObject } from "../canonical/json.ts";
import {
  type Check,
  hasExactly,
  isAscending,
  isCount,
  isHexString,
  isListOf,
  isNullOr,
  isPositiveUint32,
  isSeconds,
  isShare,
  isText,
} from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import type { Hex32 } from "../primitives/hex.ts";
import type { LaneStep, ReasonCategory } from "./choose-lane.ts";
import { CHOSEN_LANES, type ChosenLane, isChosenLane, isLane, type LaneName } from "./lanes.ts";
import { SIGNAL_SOURCES, type Signal } from "./signal.ts";

/** The random choice of a decision, as an auditor recomputes it. */
export interface DecisionDraw {
  /** The period whose seed it was made with. */
  readonly period: number;
  readonly blockNumber: number;
  /** Hash of the block that anchored the declaration. */
  readonly blockHash: Hex32;
  /** In [0, 1). */
  readonly value: number;
  /** Below this rate it sent the declaration to at least this lane, whatever else was known. */
  readonly minimumRandomRate: number;
  readonly randomLane: ChosenLane;
  /** The chance of each lane in the rest of the draw, as `laneByDraw` divides it; null when that chose nothing. */
  readonly chances: Readonly<Record<ChosenLane, number>> | null;
  /** Who was on duty, by pseudonym, each once and in ascending order, and whom the draw chose; null when nobody was. */
  readonly assignment: { readonly onDuty: readonly Hex32[]; readonly officer: Hex32 } | null;
}

/** What an officer made of a decision. */
export interface LaneOverride {
  readonly from: LaneName;
  readonly to: LaneName;
  readonly reason: string;
  /** Pseudonym of the officer at this member. */
  readonly officer: Hex32;
  readonly overriddenAt: number;
}

/**
 * What a `lane-decision` document says: which lane a declaration goes, by which rules, model, signals and draw. Later
 * decisions of the same declaration supersede the document of the one before.
 */
export interface LaneDecision {
  /** The declaration that is decided. */
  readonly documentId: Hex32;
  readonly memberId: number;
  /** Customs office, or null where the declaration states none. */
  readonly office: string | null;
  readonly lane: LaneName;
  /** The lane before an officer changed it: what the rules and the draw came to. */
  readonly computedLane: LaneName;
  /** What the trader is told of why. */
  readonly reasonCategory: ReasonCategory;
  /** 1 − Π(1 − score) over the signals. */
  readonly risk: number;
  readonly steps: readonly LaneStep[];
  readonly signals: readonly Signal[];
  /** SHA-256 over the RFC 8785 form of the profiles that were in force, of the lane settings, and of the model. */
  readonly ruleSetDigest: Hex32;
  readonly settingsDigest: Hex32;
  readonly modelDigest: Hex32 | null;
  /** Null when no seed was committed for the period: then nothing was chosen by chance, which a step says. */
  readonly draw: DecisionDraw | null;
  readonly override: LaneOverride | null;
  readonly decidedAt: number;
}

const isDraw: Check = (value) => typeof value === "number" && value >= 0 && value < 1;

const isStep: Check = (value) => hasExactly(value, { step: isText, lane: isLane, reason: isText }) === undefined;

const isSignal: Check = (value) => {
  const optional: Record<string, Check> = { lane: isLane, yields: (it) => it === true, papers: isListOf(isHexString) };
  const stated = Object.keys(optional).filter(
    (name) => typeof value === "object" && value && Object.hasOwn(value, name),
  );
  return (
    hasExactly(value, {
      ...{ source: (it: unknown) => SIGNAL_SOURCES.some((source) => source === it), name: isText, score: isShare },
      ...{ reason: isText, ...Object.fromEntries(stated.map((name) => [name, optional[name] as Check])) },
    }) === undefined
  );
};

const isChances: Check = (value) =>
  hasExactly(value, Object.fromEntries(CHOSEN_LANES.map((lane) => [lane, isShare]))) === undefined;

const isOnDuty: Check = (value) => isListOf(isHexString)(value) && isAscending(value as readonly Hex32[]);

const DRAW: Readonly<Record<keyof DecisionDraw, Check>> = {
  period: isPositiveUint32,
  blockNumber: isCount,
  blockHash: isHexString,
  value: isDraw,
  minimumRandomRate: isShare,
  randomLane: isChosenLane,
  chances: isNullOr(isChances),
  assignment: isNullOr((value) => hasExactly(value, { onDuty: isOnDuty, officer: isHexString }) === undefined),
};

const SHAPE: Readonly<Record<keyof LaneDecision, Check>> = {
  documentId: isHexString,
  memberId: isPositiveUint32,
  office: isNullOr(isText),
  lane: isLane,
  computedLane: isLane,
  reasonCategory: isText,
  risk: isShare,
  steps: isListOf(isStep),
  signals: isListOf(isSignal),
  ruleSetDigest: isHexString,
  settingsDigest: isHexString,
  modelDigest: isNullOr(isHexString),
  draw: isNullOr((value) => hasExactly(value, DRAW) === undefined),
  override: isNullOr(
    (value) =>
      hasExactly(value, {
        ...{ from: isLane, to: isLane, reason: isText, officer: isHexString, overriddenAt: isSeconds },
      }) === undefined,
  ),
  decidedAt: isSeconds,
};

/** The body of a decision's document, Sealane JSON: the decision stands under `details`, each value a field of its own. */
export function laneDecisionBody(decision: LaneDecision, facts: JsonObject = {}): JsonObject {
  return { sealane: "lane-decision", ...facts, details: decision as unknown as Json };
}

/**
 * A decision read from its document's body, the `details` of it.
 * @throws SdkError LANE_DECISION_INVALID when a member is missing, unknown or not of its form.
 */
export function readLaneDecision(details: unknown): LaneDecision {
  const fault = hasExactly(details, SHAPE);
  if (fault === undefined) return details as LaneDecision;
  throw new SdkError(
    "LANE_DECISION_INVALID",
    `A lane decision has a member that is missing, unknown or wrong: ${fault}.`,
  );
}
