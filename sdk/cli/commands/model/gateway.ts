import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { numberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { modelText, trainingText } from "../../output/model.ts";
import { SEED_OPTIONS, seedOf } from "./training.ts";

/** Commands about the model that a gateway scores by. */
export const MODEL_COMMANDS = [
  command({
    name: "model show",
    summary: "Show the model that the gateway scores by: what it was made of, and how well it does.",
    operands: "",
    count: [0, 0],
    options: GATEWAY_OPTIONS,
    examples: ["model show"],
    async run({ options, io }) {
      return printShown(io, await (await openClient(options, io)).getModel(), modelText);
    },
  }),
  command({
    name: "model retrain",
    summary: "Have the gateway train a new model on the outcomes that are known there.",
    operands: "",
    count: [0, 0],
    options: { ...SEED_OPTIONS, ...GATEWAY_OPTIONS },
    about: [
      "One training goes on at a time; while one does, that one is meant. `sealane model training` says how far.",
    ],
    examples: ["model retrain"],
    async run({ options, io }) {
      const client = await openClient(options, io);
      return printShown(io, await client.trainModel({ seed: seedOf(options.seed) }), trainingText);
    },
  }),
  command({
    name: "model training",
    summary: "Show how far a training of the gateway is.",
    operands: "NUMBER",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["model training 3"],
    async run({ options, operands, io }) {
      const trainingId = numberOf("A training", operands[0], "sealane model retrain");
      return printShown(io, await (await openClient(options, io)).getTraining(trainingId), trainingText);
    },
  }),
];
