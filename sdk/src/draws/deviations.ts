import type { Hex32 } from "../primitives/hex.ts";

/** What an audit of draws finds amiss, by code. To add one, add a row. */
export const DEVIATIONS = {
  SEED_NOT_COMMITTED: "No seed was committed for the period: nothing could be drawn.",
  SEED_NOT_REVEALED: "The period is over, and its seed was not revealed: nothing can be recomputed.",
  SEED_DIFFERS: "The revealed seed is not the one that was committed.",
  PERIOD_NOT_OVER: "The period is not over: its seed is still sealed.",
  DECISION_MISSING: "The declaration was anchored in the period, and no decision about it.",
  DECISION_NOT_SHOWN:
    "Another member's declaration, which was shared with this one, was anchored, and no decision about it.",
  DECLARATION_REPLACED: "The declaration was withdrawn or superseded before it was decided: its draw came to nothing.",
  DECISION_UNREADABLE: "A decision is anchored whose content was not opened to the auditor.",
  DRAW_MISSING: "The decision was made without a draw.",
  DRAW_DIFFERS: "The draw is not the one that seed, declaration and block give.",
  OFFICER_DIFFERS: "The officer is not the one whom the draw chose among those on duty.",
  RATES_DIFFER: "The draw was measured by other rates than the lane settings which the decision names.",
  LANE_BELOW_DRAW: "The lane is milder than the draw required.",
  LANE_AMENDED: "Chance chose a lane for the declaration, and the one that took its place went a milder one.",
  LANE_LOWERED: "An officer moved to a milder lane what the draw had chosen.",
} as const;

export type DeviationCode = keyof typeof DEVIATIONS;

/** One thing amiss. */
export interface Deviation {
  readonly code: DeviationCode;
  /** The declaration, and the decision's document, where it is about one. */
  readonly declarationId: Hex32 | null;
  readonly decisionId: Hex32 | null;
  /** A sentence for people. */
  readonly message: string;
}

export interface About {
  readonly declarationId?: Hex32;
  readonly decisionId?: Hex32;
}

/** A deviation, in its row's words. */
export const deviation = (code: DeviationCode, { declarationId, decisionId }: About = {}): Deviation => ({
  ...{ code, declarationId: declarationId ?? null, decisionId: decisionId ?? null, message: DEVIATIONS[code] },
});
