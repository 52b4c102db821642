import { explainLine, type Scorer, scoreLine, scorerOf, TRAIN_DEFAULTS, trainModel } from "@sealane/sdk";
import { measureRates, type Row, rowOf } from "../measure.ts";
import type { Suite } from "../suite.ts";
import { tradeOf } from "../trade.ts";
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
    const trainings = Array.from({ length: quick ? 1 : 3 }, () => secondsOf(() => trainModel(lines, TRAIN_DEFAULTS)));
    const scorer = scorerOf(trainModel(lines, settings));
    const judged = tradeOf(SCORED, 2).map(({ line }) => line);
    const [next, nextExplained] = [inTurn(judged), inTurn(judged)];
    const rates = await measureRates(
      [
        {
          name: `scored by ${TREES} trees, features made`,
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
      ],
      effort,
    );
    const columns = scorer.measures.length + 2 * scorer.keys.length;
    const { fresh, known } = TRAIN_DEFAULTS.trees;
    const trained = `trained on ${lines.length} lines × ${columns} columns, ${fresh} + ${known} trees, to the bit`;
    return [...rates, slowest(scorer, judged), rowOf(trained, "s", trainings)];
  },
};

/** The slowest of a hundred explanations, in milliseconds of CPU time. */
function slowest(scorer: Scorer, judged: readonly Parameters<typeof scoreLine>[1][]): Row {
  const times = judged.slice(0, EXPLAINED).map((line) => 1_000 * secondsOf(() => explainLine(scorer, line)));
  const sorted = times.sort((a, b) => a - b);
  return rowOf("one line explained, p99", "ms", [sorted[Math.floor(sorted.length * 0.99)] as number]);
}

function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
