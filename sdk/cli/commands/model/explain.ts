import { explainLine, modelDigest, readModel, scorerOf } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { wholeNumberOf } from "../../numbers.ts";
import { percent } from "../../output/percent.ts";
import { table } from "../../output/table.ts";
import { LAYOUT, linesOf } from "./training.ts";

export const modelExplain = command({
  name: "model explain",
  summary: "Score one line of a table and say what adds to its score.",
  operands: "",
  count: [0, 0],
  options: {
    model: { type: "string", value: "FILE", help: "The model, as `sealane model train` wrote it." },
    data: { type: "string", value: "FILE", help: "The table the line stands in." },
    row: { type: "string", value: "N", help: "Which of its lines, from 1; 1 by default." },
  },
  about: [
    LAYOUT,
    "Contributions are log-odds, exact Shapley values: with the base they sum to the score's margin. The outcome that the table states is not read.",
  ],
  examples: ["model explain --model model.json --data declarations.csv --row 17"],
  async run({ options, io }) {
    if (options.model === undefined) throw new CliError("USAGE_INVALID", "Say which model: --model FILE.");
    const model = readModel(await readInput(options.model, io));
    const lines = await linesOf("data", options.data, io);
    const row = wholeNumberOf("row", options.row, { initial: 1, min: 1, max: Math.max(1, lines.length) });
    const { score, base, reasons } = explainLine(scorerOf(model), lines[row - 1]?.line ?? {});
    const { probability, margin, forest } = score;
    if (io.json) {
      io.print(
        JSON.stringify({ row, probability, margin, forest, base, reasons, modelDigest: modelDigest(model) }, null, 2),
      );
      return "ok";
    }
    io.print(`Line ${row}: ${percent(probability)} chance of being found wrong (${forest} goods).`);
    const shown = reasons.slice(0, 15).map(({ contribution, words }) => [contribution.toFixed(3), words]);
    io.print(table(["ADDS", "BECAUSE"], [[base.toFixed(3), "all lines in the mean"], ...shown]));
    return "ok";
  },
});
