import { baseOf, boost } from "./boost.ts";
import type { LabelledLine } from "./declaration.ts";
import { columnCount } from "./encode.ts";
import { MEASURES } from "./measures.ts";
import {
  FOREST_NAMES,
  type ForestName,
  MODEL_FORMAT,
  type Model,
  type ModelCard,
  type TrainSettings,
} from "./model.ts";
import { FRESH_SETTINGS, KNOWN_SETTINGS } from "./settings.ts";
import { type TrainingSet, trainingSetOf } from "./training-set.ts";
import type { Forest, Tree } from "./tree.ts";

/** The settings that a model is trained with unless others are given. */
export const TRAIN_DEFAULTS: TrainSettings = { seed: 1, trees: { fresh: 180, known: 150 }, parties: true };

/** The trees of a training so far. A training that was stopped goes on from them and ends the same, to the bit. */
export type Grown = Readonly<Record<ForestName, readonly Tree[]>>;

export const NOTHING_GROWN: Grown = { fresh: [], known: [] };

/** How the trees of each forest are grown. */
const BOOSTS = { fresh: FRESH_SETTINGS, known: KNOWN_SETTINGS } as const;

/** Grows what is still to grow, tree by tree: first the fresh forest, then the known one. */
export function* growTrees(
  set: TrainingSet,
  grown: Grown = NOTHING_GROWN,
): Generator<{ name: ForestName; tree: Tree }, void> {
  for (const name of FOREST_NAMES) {
    const settings = { ...BOOSTS[name], trees: set.settings.trees[name], seed: set.settings.seed };
    for (const tree of boost(set[name], settings, grown[name])) yield { name, tree };
  }
}

/** The model of a training that is at its end. */
export function modelOf(set: TrainingSet, grown: Grown): Model {
  const features = columnCount(MEASURES.length, set.keys.length);
  const forest = (name: ForestName): Forest => ({ base: baseOf(set[name]), features, trees: grown[name] });
  return {
    format: MODEL_FORMAT,
    card: cardOf(set),
    measures: MEASURES.map(({ name }) => name),
    keys: set.keys,
    history: set.history,
    forests: { fresh: forest("fresh"), known: forest("known") },
  };
}

function cardOf({ lines, settings }: TrainingSet): ModelCard {
  const dates = lines.flatMap(({ line }) => line.date ?? []).sort();
  const wrong = lines.reduce((sum, row) => sum + row.wrong, 0);
  const span = dates.length > 0 ? { from: dates[0] as string, until: dates.at(-1) as string } : {};
  return { rows: lines.length, rate: lines.length > 0 ? wrong / lines.length : 0, ...span, settings };
}

/** Trains a model from beginning to end. The same lines in the same order and the same settings give the same model. */
export function trainModel(lines: readonly LabelledLine[], settings: TrainSettings = TRAIN_DEFAULTS): Model {
  const set = trainingSetOf(lines, settings);
  const grown: Record<ForestName, Tree[]> = { fresh: [], known: [] };
  for (const { name, tree } of growTrees(set)) grown[name].push(tree);
  return modelOf(set, grown);
}
