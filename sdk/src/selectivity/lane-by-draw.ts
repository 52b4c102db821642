import { CHOSEN_LANES, type ChosenLane, type LaneName } from "./lanes.ts";

/** What a draw is measured by. */
export interface DrawMeasure {
  /** In [0, 1). */
  readonly value: number;
  readonly minimumRandomRate: number;
  readonly randomLane: ChosenLane;
  /** The chance of each lane in what is left of the draw; null where a signal or the minimum rate had chosen a lane. */
  readonly chances: Readonly<Record<ChosenLane, number>> | null;
}

/**
 * The lane that chance alone sends a declaration to: below the minimum random rate its lane; else what is left of the
 * draw is divided among red, yellow and blue by their chances, in this order, and green is the rest.
 */
export function laneByDraw({ value, minimumRandomRate, randomLane, chances }: DrawMeasure): LaneName {
  if (value < minimumRandomRate) return randomLane;
  if (chances === null) return "green";
  const rest = (value - minimumRandomRate) / (1 - minimumRandomRate);
  let upTo = 0;
  for (const lane of CHOSEN_LANES) {
    upTo += chances[lane];
    if (rest < upTo) return lane;
  }
  return "green";
}
