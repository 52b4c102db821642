import { SdkError } from "../errors.ts";
import type { DeclarationLine } from "./declaration.ts";
import { columnCount } from "./encode.ts";
import { sigmoid } from "./exact-math.ts";
import { rateOf } from "./history.ts";
import { HISTORY_KEYS, type HistoryKey } from "./keys.ts";
import { MEASURES, type Measure } from "./measures.ts";
import type { ForestName, KeyHistory, Model } from "./model.ts";
import { marginOf } from "./predict.ts";

/** A model made ready to score. */
export interface Scorer {
  readonly model: Model;
  readonly measures: readonly Measure[];
  readonly keys: readonly HistoryKey[];
  readonly history: readonly ReadonlyMap<string, readonly [seen: number, wrong: number]>[];
}

export interface Score {
  /** Chance that the line is found wrong, 0 to 1, by the outcomes that the model was trained on. */
  readonly probability: number;
  readonly margin: number;
  /** Which forest scored. */
  readonly forest: ForestName;
  /** The columns that the forest saw. */
  readonly values: Float64Array;
}

/**
 * Makes a model ready to score.
 * @throws SdkError MODEL_INVALID when it names a measure or a key that this version does not have
 */
export function scorerOf(model: Model): Scorer {
  const named = <T extends { readonly name: string }>(rows: readonly T[], name: string): T => {
    const row = rows.find((candidate) => candidate.name === name);
    if (!row) throw new SdkError("MODEL_INVALID", "The model reads a feature that this version does not have.");
    return row;
  };
  return {
    model,
    measures: model.measures.map((name) => named(MEASURES, name)),
    keys: model.keys.map((name) => named(HISTORY_KEYS, name)),
    history: model.history.keys.map((key: KeyHistory) => new Map(Object.entries(key))),
  };
}

/** Scores one line. Pure: the same model and line give the same score for ever. */
export function scoreLine(scorer: Scorer, line: DeclarationLine): Score {
  const values = valuesOf(scorer, line);
  const forest = isKnown(scorer, values) ? "known" : "fresh";
  const margin = marginOf(scorer.model.forests[forest], values);
  return { probability: sigmoid(margin), margin, forest, values };
}

/** What the trees see of a line: a number per column, NaN where there is none. */
export function valuesOf({ model, measures, keys, history }: Scorer, line: DeclarationLine): Float64Array {
  const values = new Float64Array(columnCount(measures.length, keys.length));
  for (let place = 0; place < measures.length; place++) values[place] = (measures[place] as Measure).of(line);
  const { mean } = model.history;
  for (let key = 0; key < keys.length; key++) {
    const text = (keys[key] as HistoryKey).of(line);
    const found = text === undefined ? undefined : history[key]?.get(text);
    const place = measures.length + 2 * key;
    values[place] = found ? rateOf(found[0], found[1], { mean, key }) : Number.NaN;
    values[place + 1] = text === undefined ? Number.NaN : (found?.[0] ?? 0);
  }
  return values;
}

/** Whether the very same goods were seen before: the first key's rate is there. */
const isKnown = ({ measures }: Scorer, values: Float64Array): boolean => !Number.isNaN(values[measures.length]);
