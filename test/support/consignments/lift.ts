import type { DeclarationLine, LabelledLine } from "../../../sdk/src/model/declaration.ts";
import { metricsOf } from "../../../sdk/src/model/metrics.ts";
import { scoreLine, scorerOf } from "../../../sdk/src/model/score.ts";
import { TRAIN_DEFAULTS, trainModel } from "../../../sdk/src/model/train.ts";
import { judgeConsignment } from "../../../sdk/src/provenance/judge-consignment.ts";
import { riskOf, type Signal } from "../../../sdk/src/selectivity/signal.ts";
import { drawOf } from "./draw.ts";
import { honestMovement, type Movement, papersOf } from "./honest.ts";
import { PLANTS } from "./plants.ts";

/** What each source of signals knows of a declaration, and whether it is wrong. */
interface Case {
  readonly line: DeclarationLine;
  readonly findings: readonly Signal[];
  readonly wrong: 0 | 1;
}

/** How well some sources together part what is wrong from what is not. */
export interface Lift {
  readonly sources: string;
  readonly auc: number;
  /** Part of the wrong that is found by inspecting a tenth. */
  readonly recall: number;
  readonly precision: number;
}

/** Part of all declarations whose fraud shows in the papers, and of those whose fraud does not. */
const [IN_PAPERS, BESIDE_PAPERS] = [0.06, 0.04];
/** Who undervalues: goods and origins that the others are rarely of. No paper of theirs contradicts another. */
const UNDERVALUED = ["940153", "850760"];
const TREES = { ...TRAIN_DEFAULTS, trees: { fresh: 60, known: 60 } };

/**
 * Declarations of a seed: a model is trained on the first half, and profile, model and findings are scored on the second,
 * alone and together. Every source sees papers alone, never what was planted.
 */
export function measureLift(seed: string, count: number): Lift[] {
  const cases = Array.from({ length: 2 * count }, (_, at) => caseOf(`${seed} ${at}`));
  const [past, now] = [cases.slice(0, count), cases.slice(count)];
  const scorer = scorerOf(
    trainModel(
      past.map(({ line, wrong }): LabelledLine => ({ line, wrong })),
      TREES,
    ),
  );
  const sources: Readonly<Record<string, (one: Case) => readonly Signal[]>> = {
    profile: ({ line }) => (isCheap(line) ? [signal("profile", 0.5)] : []),
    model: ({ line }) => [signal("model", scoreLine(scorer, line).probability)],
    findings: ({ findings }) => findings,
  };
  const mixes = [["profile"], ["model"], ["findings"], ["profile", "model"], ["profile", "model", "findings"]];
  return mixes.map((names) => {
    const scores = now.map((one) => riskOf(names.flatMap((name) => sources[name]?.(one) ?? [])));
    const { auc = 0.5, inspected } = metricsOf(
      scores,
      now.map(({ wrong }) => wrong),
    );
    const tenth = inspected.find(({ percent }) => percent === 10);
    return { sources: names.join(" + "), auc, recall: tenth?.recall ?? 0, precision: tenth?.precision ?? 0 };
  });
}

/** How much more often a declaration is wrong that a check finds something against. */
export interface CodeLift {
  readonly code: string;
  readonly declarations: number;
  /** Part of them that is wrong, by the part of all. */
  readonly lift: number;
}

/** The lift of each finding by itself, over declarations of a seed. */
export function measureCodes(seed: string, count: number): CodeLift[] {
  const cases = Array.from({ length: count }, (_, at) => caseOf(`${seed} ${at}`));
  const rateOf = (some: readonly Case[]): number => some.filter(({ wrong }) => wrong === 1).length / some.length;
  const found = cases.flatMap((one) => one.findings.map(({ name }) => ({ one, name })));
  return [...Map.groupBy(found, ({ name }) => name)]
    .map(([code, rows]) => ({
      code,
      declarations: rows.length,
      lift: rateOf(rows.map(({ one }) => one)) / rateOf(cases),
    }))
    .sort((a, b) => b.lift - a.lift || (a.code < b.code ? -1 : 1));
}

function caseOf(seed: string): Case {
  const draw = drawOf(seed);
  const movement = honestMovement(draw);
  const chance = draw.below(1_000_000) / 1_000_000;
  const isInPapers = chance < IN_PAPERS;
  const isBeside = !isInPapers && chance < IN_PAPERS + BESIDE_PAPERS * (isSuspect(movement) ? 3 : 0.5);
  if (isInPapers) draw.pick(PLANTS).plant(movement, draw);
  if (isBeside) undervalue(movement);
  const { findings } = judgeConsignment(papersOf(movement));
  const codes = new Set(findings.filter(({ status }) => status === "invalid").map(({ code }) => code));
  return {
    line: lineOf(movement),
    findings: [...codes].map((code) => ({ ...signal("finding", 0.3), name: code })),
    wrong: isInPapers || isBeside ? 1 : 0,
  };
}

const hsCodeOf = ({ entry, inboundBill }: Movement): string | undefined =>
  (entry.facts.hsCodes ?? inboundBill.facts.hsCodes)?.[0];
const isSuspect = (movement: Movement): boolean => UNDERVALUED.includes(hsCodeOf(movement)?.slice(0, 6) ?? "");

/** In every paper that states a value, so that they agree. */
function undervalue(movement: Movement): void {
  for (const { facts } of papersOf(movement))
    if (facts.value) facts.value = { ...facts.value, amount: (Number(facts.value.amount) * 0.4).toFixed(2) };
}

function lineOf(movement: Movement): DeclarationLine {
  const { issueDate, originCountry, netWeightKg, value, parties } = movement.entry.facts;
  const [hsCode, importer] = [hsCodeOf(movement), parties?.find(({ role }) => role === "buyer")?.name];
  return {
    ...(issueDate && { date: issueDate }),
    ...(hsCode && { hsCode: hsCode.slice(0, 6) }),
    ...(originCountry && { originCountry }),
    ...(importer && { importer: importer.toLowerCase().split(" ")[0] as string }),
    ...(netWeightKg && { netMassKg: Number(netWeightKg) }),
    ...(value && { itemPrice: Number(value.amount) }),
  };
}

/** What an officer would write without a model: these goods at less than three euros a kilogram. */
const isCheap = ({ hsCode = "", itemPrice, netMassKg }: DeclarationLine): boolean =>
  UNDERVALUED.includes(hsCode) && itemPrice !== undefined && netMassKg !== undefined && itemPrice / netMassKg < 3;

const signal = (source: Signal["source"], score: number): Signal => ({ source, name: source, score, reason: source });
