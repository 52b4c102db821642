/** How trees are grown. The same settings, seed and data give the same trees, to the bit. */
export interface BoostSettings {
  readonly trees: number;
  /** What part of a tree's answer is added, above 0 and not above 1. */
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly maxDepth: number;
  /** Added to the curvature of each leaf (L2); 0 or more. */
  readonly leafPenalty: number;
  /** Smallest curvature (sum of weight × p × (1 - p)) of a leaf. */
  readonly minLeafCurvature: number;
  /** Smallest gain of a split. */
  readonly minGain: number;
  /** Part of the rows that each tree sees, above 0 and not above 1. */
  readonly rowShare: number;
  /** Part of the columns that each tree sees, above 0 and not above 1. */
  readonly columnShare: number;
  readonly seed: number;
}

/** What does not change from one training to the next; each says how many trees it grows, and from which seed. */
export type GrowthSettings = Omit<BoostSettings, "trees" | "seed">;

/**
 * Goods that were never seen: many small steps of shallow trees, since little tells them apart and much is chance.
 * Chosen on three quarters of one year, each judged by a model of the months before it (docs/model.md).
 */
export const FRESH_SETTINGS: GrowthSettings = {
  learningRate: 0.02,
  maxLeaves: 8,
  maxDepth: 4,
  leafPenalty: 20,
  minLeafCurvature: 5,
  minGain: 0,
  rowShare: 0.7,
  columnShare: 0.3,
};

/** Goods that were seen before: what came of them then decides almost alone. */
export const KNOWN_SETTINGS: GrowthSettings = {
  ...FRESH_SETTINGS,
  learningRate: 0.06,
  maxLeaves: 12,
  leafPenalty: 5,
  minLeafCurvature: 2,
  columnShare: 0.5,
};
