import type { Hex32 } from "../primitives/hex.ts";
import type { LaneName } from "./lanes.ts";

/** Where a signal comes from, from the one that decides most to the one that decides least. */
export const SIGNAL_SOURCES = ["profile", "finding", "model", "alert"] as const;

export type SignalSource = (typeof SIGNAL_SOURCES)[number];

/** One reason that adds to a risk. */
export interface Signal {
  readonly source: SignalSource;
  /** Name of the profile, alert, finding or model; stable. */
  readonly name: string;
  /** Adds to the risk, 0 to 1. */
  readonly score: number;
  /** At least this lane; of profiles only, it is not heeded elsewhere. */
  readonly lane?: LaneName;
  /** The next milder lane will do when this one is full at the office; of profiles only. */
  readonly yields?: true;
  /** A sentence for people, without nominal data. */
  readonly reason: string;
  /** The papers it rests on. */
  readonly papers?: readonly Hex32[];
}

/**
 * The risk that signals make together: 1 − Π(1 − score), so that no single one is lost and no sum goes above 1. The order
 * does not matter to the result, to the last bit: scores are taken from the smallest to the largest.
 */
export function riskOf(signals: readonly Signal[]): number {
  const scores = signals.map(({ score }) => Math.min(Math.max(score, 0), 1)).sort((a, b) => a - b);
  return 1 - scores.reduce((left, score) => left * (1 - score), 1);
}
