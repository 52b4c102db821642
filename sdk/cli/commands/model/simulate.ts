import { POLICIES, SIMULATION_DEFAULTS, type Simulated, simulate, TRAIN_DEFAULTS } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { wholeNumberOf } from "../../numbers.ts";
import { tableOf } from "../../output/page.ts";
import { LAYOUT, linesOf, SEED_OPTIONS, seedOf } from "./training.ts";

export const modelSimulate = command({
  name: "model simulate",
  summary: "Go through the weeks of a table, and learn only from what was inspected.",
  operands: "FILE…",
  count: [1, 9],
  options: {
    percent: { type: "string", value: "N", help: "Per cent of each week that is inspected; 10 by default." },
    random: { type: "string", value: "N", help: "Per cent of the inspections that stay random; 10 by default." },
    retrain: { type: "string", value: "WEEKS", help: "With feedback, how often to train again; 2 by default." },
    ...SEED_OPTIONS,
  },
  about: [
    LAYOUT,
    `Three policies are shown: all inspections at random; a model of the first ${SIMULATION_DEFAULTS.firstWeeks} weeks that learns nothing more; a model that is trained again on the outcomes of what was inspected. Several tables are one after the other.`,
  ],
  examples: ["model simulate train.csv valid.csv", "model simulate outcomes.csv --percent 5 --retrain 4 --json"],
  async run({ options, operands, io }) {
    const tables = await Promise.all(operands.map((path) => linesOf("data", path, io)));
    const settings = {
      ...SIMULATION_DEFAULTS,
      inspected: wholeNumberOf("percent", options.percent, { initial: 10, min: 1, max: 100 }) / 100,
      randomStratum: wholeNumberOf("random", options.random, { initial: 10, min: 0, max: 100 }) / 100,
      retrainWeeks: wholeNumberOf("retrain", options.retrain, { initial: 2, min: 1, max: 52 }),
      training: { ...TRAIN_DEFAULTS, seed: seedOf(options.seed) },
    };
    const items = POLICIES.map((policy) => simulate(tables.flat(), policy, settings));
    io.print(io.json ? JSON.stringify({ settings, items }, null, 2) : tableOf(items, { head: HEAD, cells: cellsOf }));
    return "ok";
  },
});

const HEAD = ["POLICY", "INSPECTED", "FOUND", "PRECISION", "RECALL", "BY MODEL", "AT RANDOM", "PRECISION BY QUARTER"];

const cellsOf = (row: Simulated): string[] => [
  row.policy,
  String(row.inspected),
  String(row.found),
  ...[row.precision, row.recall, row.byModel, row.atRandom].map((value) => value.toFixed(3)),
  row.quarters.map((value) => value.toFixed(3)).join(" "),
];
