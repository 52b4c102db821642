import { evaluateModel, type Metrics, modelDigest, trainingPart } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { table } from "../../output/table.ts";
import { LAYOUT, linesOf, SEED_OPTIONS, seedOf, trainTimed } from "./training.ts";

export const modelEvaluate = command({
  name: "model evaluate",
  summary: "Train a model on one table of outcomes and judge it on another.",
  operands: "",
  count: [0, 0],
  options: {
    train: { type: "string", value: "FILE", help: "The table to learn from." },
    eval: { type: "string", value: "FILE", help: "The table to judge by; nothing is learned from it." },
    disjoint: {
      type: "boolean",
      help: "Learn only from goods that are not judged: same code, countries, duty and mass.",
    },
    ...SEED_OPTIONS,
  },
  about: [
    LAYOUT,
    "Beside the model stands a look-up table of the same lines: the mean outcome of the very same goods. Precision and recall are those of inspecting the 1, 2, 5 and 10 % of the highest score. The same tables and seed give the same digest.",
  ],
  examples: [
    "model evaluate --train train.csv --eval valid.csv",
    "model evaluate --train train.csv --eval valid.csv --disjoint --json",
  ],
  async run({ options, io }) {
    const [all, judged] = [await linesOf("train", options.train, io), await linesOf("eval", options.eval, io)];
    const protocol = options.disjoint ? "disjoint" : "published";
    const training = trainingPart(all, judged, protocol);
    const { model, chooseMs, trainMs } = trainTimed(training, seedOf(options.seed));
    const start = performance.now();
    const evaluation = evaluateModel(model, training, judged);
    const evaluateMs = Math.round(performance.now() - start);
    const digest = modelDigest(model);
    const result = {
      protocol,
      trainingRows: training.length,
      judgedRows: judged.length,
      knownShare: evaluation.known,
      ...evaluation.model,
      lookup: evaluation.lookup,
      settings: model.card.settings,
      modelDigest: digest,
      timesMs: { choose: chooseMs, train: trainMs, evaluate: evaluateMs },
    };
    if (io.json) io.print(JSON.stringify(result, null, 2));
    else {
      io.print(`${training.length} lines learned from (${protocol}), ${judged.length} judged.`);
      io.print(table(HEAD, [cellsOf("model", evaluation.model), cellsOf("look-up table", evaluation.lookup)]));
      io.print(`Model ${digest}; trained in ${((chooseMs + trainMs) / 1000).toFixed(1)} s.`);
    }
    return "ok";
  },
});

const HEAD = ["", "AUC", ...[1, 2, 5, 10].flatMap((percent) => [`PRECISION ${percent} %`, `RECALL ${percent} %`])];

const cellsOf = (name: string, { auc, inspected }: Metrics): string[] => [
  name,
  auc?.toFixed(3) ?? "none",
  ...inspected.flatMap(({ precision, recall }) => [precision.toFixed(3), recall.toFixed(3)]),
];
