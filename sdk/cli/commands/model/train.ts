import { modelDigest, writeModel } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { writeWhole } from "../../files/write-file.ts";
import { OUT_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { percent } from "../../output/percent.ts";
import { LAYOUT, linesOf, SEED_OPTIONS, seedOf, trainTimed } from "./training.ts";

export const modelTrain = command({
  name: "model train",
  summary: "Train a model on a table of outcomes and write it to a file.",
  operands: "",
  count: [0, 0],
  options: {
    data: { type: "string", value: "FILE", help: "The table to learn from." },
    out: { type: "string", value: "FILE", help: "Where the model goes." },
    force: OUT_OPTIONS.force,
    ...SEED_OPTIONS,
  },
  about: [
    LAYOUT,
    "The file holds how often each importer, seller and code was found wrong: it is for the agency alone. The same table and seed give the same bytes.",
  ],
  examples: ["model train --data outcomes.csv --out model.json"],
  async run({ options, io }) {
    const { out } = options;
    if (out === undefined) throw new CliError("USAGE_INVALID", "Say where the model goes: --out FILE.");
    const { model, chooseMs, trainMs } = trainTimed(await linesOf("data", options.data, io), seedOf(options.seed));
    await writeWhole(out, writeModel(model), { replace: options.force === true });
    const digest = modelDigest(model);
    const { rows, rate } = model.card;
    const result = { modelDigest: digest, card: model.card, timesMs: { choose: chooseMs, train: trainMs } };
    return printShown(io, result, () => `Model ${digest} of ${rows} lines, ${percent(rate)} of them wrong.`);
  },
});
