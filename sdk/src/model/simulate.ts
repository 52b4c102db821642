import type { LabelledLine } from "./declaration.ts";
import type { TrainSettings } from "./model.ts";
import { drawAt } from "./random.ts";
import { type Scorer, scoreLine, scorerOf } from "./score.ts";
import { TRAIN_DEFAULTS, trainModel } from "./train.ts";

/** How the inspected are picked after the first weeks. */
export const POLICIES = ["random", "no feedback", "feedback"] as const;
export type Policy = (typeof POLICIES)[number];

export interface SimulationSettings {
  /** Part of each week's lines that is inspected. */
  readonly inspected: number;
  /** Part of the inspections that is random whatever the model says, so that it is seen what the model misses. */
  readonly randomStratum: number;
  /** So many weeks all inspections are random: a model has nothing to learn from yet. */
  readonly firstWeeks: number;
  /** With feedback, the model is trained again after so many weeks. */
  readonly retrainWeeks: number;
  readonly training: TrainSettings;
}

export const SIMULATION_DEFAULTS: SimulationSettings = {
  inspected: 0.1,
  randomStratum: 0.1,
  firstWeeks: 8,
  retrainWeeks: 2,
  training: TRAIN_DEFAULTS,
};

/** What came of inspections under one policy, after the first weeks. */
export interface Simulated {
  readonly policy: Policy;
  readonly lines: number;
  readonly inspected: number;
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
  /** Precision of what the model picked, and of what was picked at random. */
  readonly byModel: number;
  readonly atRandom: number;
  /** Precision in each quarter of the time. */
  readonly quarters: readonly number[];
}

interface Inspection {
  readonly week: number;
  readonly row: LabelledLine;
  readonly random: boolean;
}

/** Goes through the weeks of labelled lines; only the outcomes of inspected lines are ever learned from. */
export function simulate(lines: readonly LabelledLine[], policy: Policy, settings = SIMULATION_DEFAULTS): Simulated {
  const weeks = weeksOf(lines);
  const inspections: Inspection[] = [];
  let scorer: Scorer | undefined;
  weeks.forEach((rows, week) => {
    const since = week - settings.firstWeeks;
    const learns = since === 0 || (policy === "feedback" && since > 0 && since % settings.retrainWeeks === 0);
    if (learns && policy !== "random")
      scorer = scorerOf(
        trainModel(
          inspections.map(({ row }) => row),
          settings.training,
        ),
      );
    inspections.push(...pick(rows, { week, scorer, settings }));
  });
  return summaryOf(weeks, inspections, { policy, firstWeeks: settings.firstWeeks });
}

interface Picking {
  readonly week: number;
  readonly scorer: Scorer | undefined;
  readonly settings: SimulationSettings;
}

/** The random stratum is drawn first, among all lines, so that it says the truth of all of them. */
function pick(rows: readonly LabelledLine[], { week, scorer, settings }: Picking): Inspection[] {
  const count = Math.round(rows.length * settings.inspected);
  const randomCount = scorer ? Math.round(count * settings.randomStratum) : count;
  const drawn = rows
    .map((row, place) => ({ row, place, draw: drawAt(settings.training.seed, week, place) }))
    .sort((a, b) => a.draw - b.draw || a.place - b.place);
  const random = drawn.slice(0, randomCount).map(({ row }) => ({ week, row, random: true }));
  if (!scorer) return random;
  const best = drawn
    .slice(randomCount)
    .map(({ row, draw }) => ({ row, draw, margin: scoreLine(scorer, row.line).margin }))
    .sort((a, b) => b.margin - a.margin || a.draw - b.draw)
    .slice(0, count - randomCount);
  return [...random, ...best.map(({ row }) => ({ week, row, random: false }))];
}

const DAY_MS = 86_400_000;

/** Lines by week from the first date; a line without a date takes part in none. */
function weeksOf(lines: readonly LabelledLine[]): LabelledLine[][] {
  const dated = lines.filter(({ line }) => line.date !== undefined);
  const dayOf = ({ line }: LabelledLine): number => Math.floor(Date.parse(`${line.date}T00:00:00Z`) / DAY_MS);
  const first = dated.reduce((least, row) => Math.min(least, dayOf(row)), Number.POSITIVE_INFINITY);
  const weeks: LabelledLine[][] = [];
  for (const row of dated) {
    const week = Math.floor((dayOf(row) - first) / 7);
    while (weeks.length <= week) weeks.push([]);
    weeks[week]?.push(row);
  }
  return weeks;
}

function summaryOf(
  weeks: readonly LabelledLine[][],
  all: readonly Inspection[],
  { policy, firstWeeks }: { policy: Policy; firstWeeks: number },
): Simulated {
  const judged = weeks.slice(firstWeeks).flat();
  const inspections = all.filter(({ week }) => week >= firstWeeks);
  const found = inspections.filter(({ row }) => row.wrong === 1).length;
  const span = Math.max(1, (weeks.length - firstWeeks) / 4);
  const quarters = [0, 1, 2, 3].map((quarter) =>
    precisionOf(inspections.filter(({ week }) => Math.floor((week - firstWeeks) / span) === quarter)),
  );
  return {
    policy,
    lines: judged.length,
    inspected: inspections.length,
    found,
    precision: precisionOf(inspections),
    recall: found / Math.max(1, judged.filter(({ wrong }) => wrong === 1).length),
    byModel: precisionOf(inspections.filter(({ random }) => !random)),
    atRandom: precisionOf(inspections.filter(({ random }) => random)),
    quarters,
  };
}

const precisionOf = (inspections: readonly Inspection[]): number =>
  inspections.length > 0 ? inspections.filter(({ row }) => row.wrong === 1).length / inspections.length : 0;
