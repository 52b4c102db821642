import type { GroupHealth, ModelHealth, ModelView, TrainingView } from "../../client/index.ts";
import { lines } from "./lines.ts";
import { type Columns, tableOf } from "./page.ts";
import { percent } from "./percent.ts";
import { printable } from "./printable.ts";

type GroupRow = readonly [sort: string, group: GroupHealth];

const GROUP_COLUMNS: Columns<GroupRow> = {
  head: ["OF", "SCORED", "OUTCOMES", "EXPECTED WRONG", "WRONG"],
  cells: ([sort, { group, scored, outcomes, expectedRate, wrongRate }]) => [
    ...[`${sort} ${group}`, String(scored), String(outcomes)],
    ...(outcomes > 0 ? [percent(expectedRate), percent(wrongRate)] : ["", ""]),
  ],
};

/** What a model was made of, and how well it does, by office and member. */
export function modelText({ digest, card, health }: ModelView): string {
  const period = card.from ? ` of ${card.from} to ${card.until}` : "";
  const facts = lines(`Model ${digest}`, [
    ["learned from", `${card.rows} lines${period}, ${percent(card.rate)} wrong`],
    ["health", healthText(health)],
    ["by chance", health && chanceText(health)],
  ]);
  if (!health) return facts;
  const groups = [
    ...health.offices.map((one): GroupRow => ["office", one]),
    ...health.partners.map((one): GroupRow => ["member", one]),
  ];
  return `${facts}\n\n${tableOf(groups, GROUP_COLUMNS)}`;
}

function healthText(health: ModelHealth | null): string {
  if (!health) return "not judged yet";
  return health.isHealthy ? "well" : `steps aside: ${health.reasons.join(" ")}`;
}

const chanceText = ({ randomStratum: { rows, auc } }: ModelHealth): string =>
  `${rows} inspected, AUC ${auc?.toFixed(2) ?? "not known"}`;

/** How far a training is. */
export function trainingText(it: TrainingView): string {
  const { trainingId, state, treesDone, treesTotal, modelDigest, failure } = it;
  const progress = treesTotal > 0 ? `, ${treesDone} of ${treesTotal} trees on ${it.lines} lines` : "";
  const end = modelDigest ? `, model ${modelDigest}` : failure ? `: ${failure}` : "";
  return printable(`Training ${trainingId}: ${state}${progress}${end}`);
}
