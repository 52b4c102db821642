import { explainLine, type Scorer, scoreLine, scorerOf, TRAIN_DEFAULTS, trainModel } from "@sealane/sdk";
import { type Contestant, cpuSecondsOf, measureRates, p99RowOf, type Row, rowOf } from "../measure.ts";
import type { Suite } from "../suite.ts";
import { drawsOf, tradeOf } from "../trade.ts";
import { inTurn } from "../turn.ts";

/** As many lines as a year of the public data set. */
const LINES = 37_385;
const TREES = 300;
const SCORED = 5_000;
const EXPLAINED = 1_000;

export const models: Suite = {
  name: "model",
  about: `declarations scored and explained by a model of ${TREES} trees, and its training on ${LINES} lines`,
  async run({ effort, quick }) {
    const lines = tradeOf(quick ? 2_000 : LINES);
    const settings = { ...TRAIN_DEFAULTS, trees: { fresh: TREES, known: TREES } };
    const trainings = Array.from({ length: quick ? 1 : 3 }, () =>
      cpuSecondsOf(() => trainModel(lines, TRAIN_DEFAULTS)),
    );
    const scorer = scorerOf(trainModel(lines, settings));
    const judged = tradeOf(SCORED, 2).map(({ line }) => line);
    const [next, nextExplained] = [inTurn(judged), inTurn(judged)];
    const rates = await measureRates(
      [
        {
          name: `scored by ${TREES} trees, features made`,
          peer: CEILING,
          unit: "lines/s",
          ops: 1,
          run: () => scoreLine(scorer, next()),
        },
        {
          name: "the same, explained exactly and in words",
          unit: "lines/s",
          ops: 1,
          run: () => explainLine(scorer, nextExplained()),
        },
        ceiling(),
      ],
      effort,
    );
    const columns = scorer.measures.length + 2 * scorer.keys.length;
    const { fresh, known } = TRAIN_DEFAULTS.trees;
    const trained = `trained on ${lines.length} lines × ${columns} columns, ${fresh} + ${known} trees, to the bit`;
    return [...rates, slowest(scorer, judged), rowOf(trained, "s", trainings)];
  },
};

const CEILING = `ceiling: ${TREES} complete trees of depth 6 over 24 numbers that are there, in typed arrays`;

/** The least code that walks as many trees: a yardstick, that makes no features and knows no missing values. */
function ceiling(): Contestant {
  const [depth, splits, leaves, features] = [6, 63, 64, 24];
  const draw = drawsOf(3);
  const feature = Uint8Array.from({ length: TREES * splits }, () => Math.floor(draw() * features));
  const threshold = Float64Array.from({ length: TREES * splits }, draw);
  const value = Float64Array.from({ length: TREES * leaves }, () => draw() - 0.5);
  const next = inTurn(Array.from({ length: 256 }, () => Float64Array.from({ length: features }, draw)));
  const run = (): number => {
    const row = next();
    let margin = 0;
    for (let tree = 0; tree < TREES; tree++) {
      const first = tree * splits;
      let node = 0;
      for (let level = 0; level < depth; level++) {
        const place = first + node;
        node = 2 * node + ((row[feature[place] as number] as number) > (threshold[place] as number) ? 2 : 1);
      }
      margin += value[tree * leaves + node - splits] as number;
    }
    return 1 / (1 + Math.exp(-margin));
  };
  return { name: CEILING, unit: "lines/s", ops: 1, run };
}

/** How long single explanations take, in milliseconds of CPU time. */
function slowest(scorer: Scorer, judged: readonly Parameters<typeof scoreLine>[1][]): Row {
  const times = judged.slice(0, EXPLAINED).map((line) => 1_000 * cpuSecondsOf(() => explainLine(scorer, line)));
  return p99RowOf("one line explained", "ms", times);
}
