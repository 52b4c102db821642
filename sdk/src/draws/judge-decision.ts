import type { Hex32 } from "../primitives/hex.ts";
import { laneByDraw } from "../selectivity/lane-by-draw.ts";
import type { DecisionDraw, LaneDecision } from "../selectivity/lane-decision.ts";
import { type LaneName, strictnessOf } from "../selectivity/lanes.ts";
import { type Deviation, type DeviationCode, deviation } from "./deviations.ts";
import { type Draw, drawOf } from "./draw.ts";
import type { AnchoredDeclaration, DrawRates } from "./evidence.ts";

/** What a decision is judged by. */
export interface DecisionGround {
  readonly declaration: AnchoredDeclaration;
  readonly period: number;
  /** Undefined where it is not known, or not the committed one. */
  readonly seed: Uint8Array | undefined;
  /** By digest of the lane settings. */
  readonly rates: ReadonlyMap<Hex32, DrawRates>;
}

/** A decision with its draw, and the draw computed again where the seed is known. */
interface Drawn {
  readonly content: LaneDecision;
  readonly draw: DecisionDraw;
  readonly ground: DecisionGround;
  readonly recomputed: Draw | undefined;
}

/** Each rule, and whether a decision breaks it. */
const RULES: readonly (readonly [DeviationCode, (drawn: Drawn) => boolean])[] = [
  ["DRAW_DIFFERS", isOtherDraw],
  ["OFFICER_DIFFERS", isOtherOfficer],
  ["RATES_DIFFER", isMeasuredOtherwise],
  ["LANE_BELOW_DRAW", (drawn) => isMilder(drawn.content.computedLane, requiredBy(drawn))],
  ["LANE_LOWERED", isLowered],
];

/** What is amiss with one readable decision, and whether its draw was computed again and is the same. */
export function judgeDecision(
  decision: { readonly documentId: Hex32; readonly content: LaneDecision },
  ground: DecisionGround,
): { readonly deviations: readonly Deviation[]; readonly isConfirmed: boolean } {
  const { content } = decision;
  const { documentId: declarationId, blockHash } = ground.declaration;
  const about = { declarationId, decisionId: decision.documentId };
  if (content.draw === null) return { deviations: [deviation("DRAW_MISSING", about)], isConfirmed: false };
  const recomputed = ground.seed && drawOf(ground.seed, declarationId, blockHash);
  const drawn: Drawn = { content, draw: content.draw, ground, recomputed };
  const broken = RULES.filter(([, isBroken]) => isBroken(drawn)).map(([code]) => code);
  const isConfirmed = recomputed !== undefined && !broken.includes("DRAW_DIFFERS");
  return { deviations: broken.map((code) => deviation(code, about)), isConfirmed };
}

function isOtherDraw({ draw, ground, recomputed }: Drawn): boolean {
  const { blockNumber, blockHash } = ground.declaration;
  const isPlace = draw.period === ground.period && draw.blockNumber === blockNumber && draw.blockHash === blockHash;
  return !isPlace || (recomputed !== undefined && draw.value !== recomputed.value);
}

function isOtherOfficer({ draw: { assignment }, recomputed }: Drawn): boolean {
  if (assignment === null || recomputed === undefined) return false;
  return assignment.officer !== assignment.onDuty[recomputed.indexOf(assignment.onDuty.length)];
}

/** Other rates than its settings have; or green by chance, without saying by which. */
function isMeasuredOtherwise({ content, draw, ground }: Drawn): boolean {
  const rates = ground.rates.get(content.settingsDigest);
  const isOther =
    rates !== undefined && (rates.minimumRandomRate !== draw.minimumRandomRate || rates.randomLane !== draw.randomLane);
  return isOther || (content.computedLane === "green" && draw.chances === null);
}

/** The lane that chance required: by the draw as it should have been, where that is known. */
const requiredBy = ({ draw, recomputed }: Drawn): LaneName =>
  laneByDraw({ ...draw, value: recomputed?.value ?? draw.value });

const isMilder = (lane: LaneName, required: LaneName): boolean => strictnessOf(lane) < strictnessOf(required);

function isLowered(drawn: Drawn): boolean {
  const { lane, computedLane } = drawn.content;
  const required = requiredBy(drawn);
  return isMilder(lane, required) && !isMilder(computedLane, required);
}
