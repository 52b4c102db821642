import type { LabelledLine } from "./declaration.ts";
import { trainingPart } from "./evaluate.ts";
import { metricsOf } from "./metrics.ts";
import type { TrainSettings } from "./model.ts";
import { leafOf } from "./predict.ts";
import { scorerOf, valuesOf } from "./score.ts";
import { growTrees, modelOf, NOTHING_GROWN } from "./train.ts";
import { trainingSetOf } from "./training-set.ts";
import type { Tree } from "./tree.ts";

/** The last part of the lines, by date, that settings are chosen on. */
const VALIDATION_SHARE = 0.2;
/** So many lines there must be to choose at all. */
const LEAST_LINES = 500;

/**
 * Settings chosen on the newest lines by models of the older ones, whose goods the older ones must not have seen: whether
 * parties are worth learning from, and after how many trees nothing more is learned (the AUC there stays below its best).
 * The lines to be judged later take no part. With too few lines, or one class, the settings given.
 */
export function chooseSettings(lines: readonly LabelledLine[], settings: TrainSettings): TrainSettings {
  if (lines.length < LEAST_LINES) return settings;
  const ordered = lines.toSorted((a, b) => compare(a.line.date ?? "", b.line.date ?? ""));
  const cut = Math.floor(ordered.length * (1 - VALIDATION_SHARE));
  const newest = ordered.slice(cut);
  const older = trainingPart(ordered.slice(0, cut), newest, "disjoint");
  const tried = [false, true].map((parties) => tryOut(older, newest, { ...settings, parties }));
  const best = tried.reduce((first, other) => (other.auc > first.auc + WORTH ? other : first));
  return best.auc > 0 ? best.settings : settings;
}

/** What parties must add to be learned from: less is chance. */
const WORTH = 0.002;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Tried {
  readonly settings: TrainSettings;
  readonly auc: number;
}

function tryOut(older: readonly LabelledLine[], newest: readonly LabelledLine[], settings: TrainSettings): Tried {
  const set = trainingSetOf(older, { ...settings, trees: { ...settings.trees, known: 0 } });
  const scorer = scorerOf(modelOf(set, NOTHING_GROWN));
  const values = newest.map(({ line }) => valuesOf(scorer, line));
  const labels = newest.map(({ wrong }) => wrong);
  const margins = new Float64Array(newest.length);
  let best = { trees: settings.trees.fresh, auc: 0 };
  let count = 0;
  for (const { tree } of growTrees(set)) {
    addTo(margins, tree, values);
    if (++count % CHECK_EVERY !== 0) continue;
    const { auc } = metricsOf(margins, labels);
    if (auc !== undefined && auc > best.auc) best = { trees: count, auc };
    else if (count - best.trees >= PATIENCE) break;
  }
  const fresh = Math.max(best.trees, LEAST_TREES);
  return { auc: best.auc, settings: { ...settings, trees: { ...settings.trees, fresh } } };
}

const CHECK_EVERY = 10;
const PATIENCE = 60;
const LEAST_TREES = 120;

function addTo(margins: Float64Array, tree: Tree, values: readonly Float64Array[]): void {
  for (let row = 0; row < margins.length; row++)
    margins[row] = (margins[row] as number) + (tree.value[leafOf(tree, values[row] as Float64Array)] as number);
}
