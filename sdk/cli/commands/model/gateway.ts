import type { ModelView, TrainingView } from "../../../client/index.ts";
import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { numberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { percent } from "../../output/percent.ts";
import { table } from "../../output/table.ts";
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

function modelText({ digest, card, health }: ModelView): string {
  const lines = [
    `Model ${digest}`,
    `learned from  ${card.rows} lines${card.from ? ` of ${card.from} to ${card.until}` : ""}, ${percent(card.rate)} wrong`,
  ];
  if (!health) return [...lines, "health        not judged yet"].join("\n");
  const { isHealthy, reasons, randomStratum, offices, partners } = health;
  const groups = [
    ...offices.map((one) => ["office", one] as const),
    ...partners.map((one) => ["member", one] as const),
  ];
  const cells = groups.map(([sort, { group, scored, outcomes, expectedRate, wrongRate }]) => [
    ...[`${sort} ${group}`, String(scored), String(outcomes)],
    ...(outcomes > 0 ? [percent(expectedRate), percent(wrongRate)] : ["", ""]),
  ]);
  return [
    ...lines,
    `health        ${isHealthy ? "well" : `steps aside: ${reasons.join(" ")}`}`,
    `by chance     ${randomStratum.rows} inspected, AUC ${randomStratum.auc?.toFixed(2) ?? "not known"}`,
    table(["OF", "SCORED", "OUTCOMES", "EXPECTED WRONG", "WRONG"], cells),
  ].join("\n");
}

function trainingText({ trainingId, state, treesDone, treesTotal, lines, modelDigest, failure }: TrainingView): string {
  const progress = treesTotal > 0 ? `, ${treesDone} of ${treesTotal} trees on ${lines} lines` : "";
  const end = modelDigest ? `, model ${modelDigest}` : failure ? `: ${failure}` : "";
  return `Training ${trainingId}: ${state}${progress}${end}`;
}
