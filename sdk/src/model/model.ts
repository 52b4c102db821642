import type { Forest } from "./tree.ts";

export const MODEL_FORMAT = "sealane-model/1";

/** Which forest scores a line: `known` where its very goods were seen before, else `fresh`. */
export const FOREST_NAMES = ["fresh", "known"] as const;
export type ForestName = (typeof FOREST_NAMES)[number];

/** What was found of one key's texts: how many goods were seen, and how many of them were wrong. */
export type KeyHistory = Readonly<Record<string, readonly [seen: number, wrong: number]>>;

/** A trained model: all that a score follows from, so that a decision can be repeated on appeal. JSON. */
export interface Model {
  readonly format: typeof MODEL_FORMAT;
  readonly card: ModelCard;
  /** Names of measures and keys, in the order of the forests' columns. */
  readonly measures: readonly string[];
  readonly keys: readonly string[];
  readonly history: ModelHistory;
  readonly forests: Readonly<Record<ForestName, Forest>>;
}

export interface ModelHistory {
  /** Mean outcome of all goods. */
  readonly mean: number;
  /** One per key, in their order. */
  readonly keys: readonly KeyHistory[];
}

/** What a model was made of, for people and auditors. */
export interface ModelCard {
  readonly rows: number;
  /** Part of the rows that was found wrong. */
  readonly rate: number;
  /** First and last day of lodgement, where rows state it. */
  readonly from?: string;
  readonly until?: string;
  readonly settings: TrainSettings;
}

export interface TrainSettings {
  /** Draws, folds and subsamples all follow from it. */
  readonly seed: number;
  /** Trees of each forest. */
  readonly trees: Readonly<Record<ForestName, number>>;
  /** Whether keys of parties (importer, seller, declarant, office …) are learned from. */
  readonly parties: boolean;
}
