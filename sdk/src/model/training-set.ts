import { binColumns } from "./bins.ts";
import type { TrainingRows } from "./boost.ts";
import type { LabelledLine } from "./declaration.ts";
import { measureColumns, outOfFold } from "./encode.ts";
import { tally } from "./history.ts";
import { type InternedKeys, internKeys } from "./interned.ts";
import { HISTORY_KEYS } from "./keys.ts";
import { MEASURES } from "./measures.ts";
import type { KeyHistory, ModelHistory, TrainSettings } from "./model.ts";
import { drawAt, drawOfText } from "./random.ts";

/** What the trees of a model are grown on. */
export interface TrainingSet {
  readonly settings: TrainSettings;
  readonly lines: readonly LabelledLine[];
  readonly keys: readonly string[];
  readonly history: ModelHistory;
  /** Every line as if its goods were new: its history leaves out all lines of the same goods. Goods weigh alike. */
  readonly fresh: TrainingRows;
  /** Lines whose goods came more than once: the history leaves out the line and some others, but not its goods. */
  readonly known: TrainingRows;
}

const FOLDS = 8;

/** Encodes labelled lines for training; the order of the lines counts. */
export function trainingSetOf(lines: readonly LabelledLine[], settings: TrainSettings): TrainingSet {
  const keys = HISTORY_KEYS.filter(({ group }) => settings.parties || group !== "parties");
  const stated = lines.map(({ line }) => line);
  const wrong = Uint8Array.from(lines, (row) => row.wrong);
  const interned = internKeys(stated, keys);
  const measures = measureColumns(stated, MEASURES);
  const encode = (folds: Uint8Array) => [...measures, ...outOfFold(interned, wrong, { folds, count: FOLDS })];
  const goods = interned.ids[0] as Int32Array;
  const texts = interned.texts[0] as readonly string[];
  const foldOfGoods = (row: number): number =>
    Math.floor(
      FOLDS *
        ((goods[row] as number) < 0
          ? drawAt(settings.seed, row, 1)
          : drawOfText(settings.seed, texts[goods[row] as number] as string)),
    );
  const rows = Int32Array.from(lines.keys());
  const apart = encode(Uint8Array.from(rows, foldOfGoods));
  const together = encode(Uint8Array.from(rows, (row) => Math.floor(FOLDS * drawAt(settings.seed, row, 0))));
  const met = rows.filter((row) => !Number.isNaN((together[MEASURES.length] as Float64Array)[row] as number));
  const pick = <T extends Float64Array | Uint8Array>(column: T): T => column.filter((_, row) => isMet[row] === 1) as T;
  const isMet = new Uint8Array(lines.length);
  for (const row of met) isMet[row] = 1;
  return {
    settings,
    lines,
    keys: keys.map(({ name }) => name),
    history: historyOf(interned, wrong),
    fresh: { matrix: binColumns(apart), labels: wrong, weights: shareOfGoods(goods, texts.length) },
    known: {
      matrix: binColumns(together.map(pick)),
      labels: pick(wrong),
      weights: new Float64Array(met.length).fill(1),
    },
  };
}

/** One over how often the goods of each row came. */
function shareOfGoods(goods: Int32Array, count: number): Float64Array {
  const times = new Float64Array(count);
  for (const id of goods) if (id >= 0) times[id] = (times[id] as number) + 1;
  return Float64Array.from(goods, (id) => 1 / (times[id] ?? 1));
}

function historyOf(interned: InternedKeys, wrong: Uint8Array): ModelHistory {
  const { mean, seen, wrong: found } = tally(interned, wrong, () => true);
  const keys = interned.texts.map(
    (texts, key): KeyHistory =>
      Object.fromEntries(
        texts.map((text, id) => [text, [seen[key]?.[id] as number, found[key]?.[id] as number] as const]),
      ),
  );
  return { mean, keys };
}
