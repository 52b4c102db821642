import type { Assessment, AssessmentDetail, Figures, LaneFigures, StandingLaneSettings } from "../../client/index.ts";
import { CHOSEN_LANES, LANES } from "../../src/index.ts";
import { type Line, lines } from "./lines.ts";
import { type Columns, tableOf } from "./page.ts";
import { percent } from "./percent.ts";
import { momentText, timeText } from "./time.ts";

export const QUEUE_COLUMNS: Columns<Assessment> = {
  head: ["LANE", "OFFICE", "DECIDED", "RELEASED", "RISK", "WHY", "DECLARATION"],
  cells: (it) => [
    ...[it.lane, it.office ?? "", timeText(it.decidedAtSeconds)],
    momentText(it.releasedAtSeconds) ?? "",
    ...[it.risk.toFixed(2), it.reasonCategory, it.documentId],
  ],
};

/** A decision with its steps, signals, checklist and outcomes. */
export function assessmentText(it: AssessmentDetail): string {
  const { decision, checklist, outcomes } = it;
  const { override, draw } = decision;
  return lines(`${it.lane}: ${it.reason}`, [
    ["declaration", it.documentId],
    ["decision", it.decisionDocumentId],
    ["office", it.office],
    ["decided", timeText(it.decidedAtSeconds)],
    ["released", momentText(it.releasedAtSeconds)],
    ["risk", it.risk.toFixed(3)],
    ["draw", draw === null ? "none" : `${draw.value}, period ${draw.period}, block ${draw.blockNumber}`],
    ["re-routed", override === null ? null : `from ${override.from} to ${override.to}: ${override.reason}`],
    ...decision.steps.map(({ step, lane, reason }): Line => [step, `${lane}. ${reason}`]),
    ...decision.signals.map(({ source, name, score, reason }): Line => [source, `${name} (${score}): ${reason}`]),
    ...checklist.map(({ step, text, done }): Line => [done ? "done" : "open", `${step}: ${text}`]),
    ...outcomes.map(({ result, findings, note }): Line => ["outcome", [result, ...findings, note].join(" ").trim()]),
  ]);
}

/** Rates, capacities and checklists. */
export function settingsText({ version, settings, checklists }: StandingLaneSettings): string {
  const { minimumRandomRate, randomLane, expectedRates, riskLanes, alertWeight, capacity } = settings;
  return lines(version === 0 ? "Lanes, as they are unless set otherwise" : `Lanes, version ${version}`, [
    ["random", `${percent(minimumRandomRate)} to ${randomLane}`],
    ...CHOSEN_LANES.map(
      (lane): Line => [lane, `${percent(expectedRates[lane])} expected, ${capacity[lane] ?? "any number"} a day`],
    ),
    ["risk", `yellow from ${riskLanes.yellow}, blue from ${riskLanes.blue}`],
    ["alerts", `from weight ${alertWeight}`],
    ["offices", Object.keys(settings.offices).join(", ")],
    ...LANES.flatMap(({ name }) =>
      checklists[name].map(({ step, text }): Line => [`${name} step`, `${step}: ${text}`]),
    ),
  ]);
}

const FIGURE_COLUMNS: Columns<readonly [string, Figures]> = {
  head: ["GROUP", "OF", "DECLARATIONS", "RELEASED", "MEAN s", "MEDIAN s", "INSPECTED", "WRONG", "HIT RATE"],
  cells: ([group, it]) => [
    ...[group, it.of, String(it.declarations), String(it.released), String(it.meanReleaseSeconds ?? "–")],
    ...[String(it.medianReleaseSeconds ?? "–"), String(it.inspected), String(it.wrong), percent(it.hitRate)],
  ],
};

/** Facilitation figures as one table. */
export function figuresText(figures: LaneFigures): string {
  const { all, lanes, offices, profiles, model, randomStratum } = figures;
  const groups: readonly (readonly [string, readonly Figures[]])[] = [
    ["", [all]],
    ["lane", lanes],
    ["office", offices],
    ["profile", profiles],
    ["model", model],
    ["", [randomStratum]],
  ];
  const rows = groups.flatMap(([group, of]) => of.map((it): readonly [string, Figures] => [group, it]));
  return `${timeText(figures.fromSeconds)} to ${timeText(figures.untilSeconds)}\n${tableOf(rows, FIGURE_COLUMNS)}`;
}
