import type { Hex32, Metrics, ModelCard } from "../src/index.ts";

/** Whether a model says more of some than comes of them. */
export interface GroupHealth {
  readonly group: string;
  readonly scored: number;
  readonly meanScore: number;
  readonly outcomes: number;
  /** Mean score of those with an outcome, and the part of them that was wrong. */
  readonly expectedRate: number;
  readonly wrongRate: number;
}

/** How well a model does, by what came of what it scored. */
export interface ModelHealth {
  readonly isHealthy: boolean;
  /** Why it steps aside. */
  readonly reasons: readonly string[];
  /** On declarations that were inspected by chance. */
  readonly randomStratum: Metrics;
  /** Population stability index of what declarations state. */
  readonly drift: readonly { readonly feature: string; readonly psi: number }[];
  readonly offices: readonly GroupHealth[];
  readonly partners: readonly GroupHealth[];
  readonly judgedAtSeconds: number;
}

/** The newest model. */
export interface ModelView {
  readonly digest: Hex32;
  readonly card: ModelCard;
  readonly features: readonly string[];
  readonly createdAtSeconds: number;
  /** Null before it was judged first. */
  readonly health: ModelHealth | null;
}

/** How far a training is. */
export interface TrainingView {
  readonly trainingId: number;
  readonly state: "waiting" | "growing" | "done" | "failed";
  readonly seed: number;
  readonly lines: number;
  readonly treesDone: number;
  readonly treesTotal: number;
  readonly modelDigest: Hex32 | null;
  /** TOO_FEW_OUTCOMES, ONE_CLASS or INTERNAL. */
  readonly failure: string | null;
  readonly createdAtSeconds: number;
  readonly finishedAtSeconds: number | null;
}
