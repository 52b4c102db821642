import { type DeclarationLine, goodsOf, type LabelledLine } from "./declaration.ts";
import { lookupBaseline } from "./lookup-baseline.ts";
import { type Metrics, metricsOf } from "./metrics.ts";
import type { Model } from "./model.ts";
import { scoreLine, scorerOf } from "./score.ts";

/** What of the training part may be learned from when other lines are to be judged. */
export const PROTOCOLS = ["published", "disjoint"] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** The training lines of a protocol: all of them, or those whose goods do not occur among the lines to judge. */
export function trainingPart(
  lines: readonly LabelledLine[],
  judged: readonly LabelledLine[],
  protocol: Protocol,
): readonly LabelledLine[] {
  if (protocol === "published") return lines;
  const goods = new Set(judged.map(({ line }) => goodsOf(line)));
  return lines.filter(({ line }) => !goods.has(goodsOf(line)));
}

export interface Evaluation {
  readonly model: Metrics;
  readonly lookup: Metrics;
  /** Part of the judged lines whose goods the model had seen. */
  readonly known: number;
}

/** Judges a model, and beside it a table of the same training lines. */
export function evaluateModel(
  model: Model,
  training: readonly LabelledLine[],
  judged: readonly LabelledLine[],
): Evaluation {
  const scorer = scorerOf(model);
  const scores = judged.map(({ line }) => scoreLine(scorer, line));
  const labels = judged.map(({ wrong }) => wrong);
  const table: (line: DeclarationLine) => number = lookupBaseline(training);
  const known = scores.filter(({ forest }) => forest === "known").length;
  return {
    model: metricsOf(
      scores.map(({ probability }) => probability),
      labels,
    ),
    lookup: metricsOf(
      judged.map(({ line }) => table(line)),
      labels,
    ),
    known: judged.length > 0 ? known / judged.length : 0,
  };
}
