import type { Hex32 } from "../primitives/hex.ts";
import { laneByDraw } from "../selectivity/lane-by-draw.ts";
import type { LaneDecision } from "../selectivity/lane-decision.ts";
import { strictnessOf } from "../selectivity/lanes.ts";
import { type Deviation, deviation } from "./deviations.ts";
import type { AnchoredDeclaration } from "./evidence.ts";

type Decisions = ReadonlyMap<Hex32, readonly { readonly content: LaneDecision }[]>;

/**
 * Declarations that chance sent to a lane and that another one took the place of, which went a milder lane: whoever is
 * told the lane may amend until he likes it. A successor that nobody decided yet says nothing.
 */
export const amended = (declarations: readonly AnchoredDeclaration[], decisions: Decisions): Deviation[] =>
  declarations.flatMap(({ documentId: declarationId, successorId }) => {
    const after = (successorId && decisions.get(successorId)) || [];
    const drawn = Math.max(0, ...(decisions.get(declarationId) ?? []).map(({ content }) => drawnStrictness(content)));
    const went = Math.max(...after.map(({ content }) => strictnessOf(content.computedLane)));
    return after.length > 0 && went < drawn ? [deviation("LANE_AMENDED", { declarationId })] : [];
  });

const drawnStrictness = ({ draw }: LaneDecision): number => (draw === null ? 0 : strictnessOf(laneByDraw(draw)));
