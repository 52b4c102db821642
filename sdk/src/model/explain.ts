import type { DeclarationLine } from "./declaration.ts";
import { type Score, type Scorer, scoreLine } from "./score.ts";
import { contributionsOf } from "./shap.ts";

/** What one feature adds to a score, in log-odds and in words. */
export interface Reason {
  readonly feature: string;
  /** Log-odds: above 0 it speaks for an inspection. */
  readonly contribution: number;
  /** "this seller: 7 goods seen, often found wrong: +0.31" */
  readonly words: string;
}

export interface ScoreExplanation {
  readonly score: Score;
  /** The margin that the training rows have in the mean; with all contributions it sums to the score's margin. */
  readonly base: number;
  /** One per feature that the forest asks about, the strongest first. */
  readonly reasons: readonly Reason[];
}

/** A score with the exact share of every feature (Shapley values); rate and count of one key are one feature. */
export function explainLine(scorer: Scorer, line: DeclarationLine): ScoreExplanation {
  const score = scoreLine(scorer, line);
  const { base, byFeature } = contributionsOf(scorer.model.forests[score.forest], score.values);
  const at = (place: number): number => byFeature[place] as number;
  const measures = scorer.measures.map(({ name, words }, place) => ({
    feature: name,
    contribution: at(place),
    words: `${words} ${plain(score.values[place] as number)}`,
  }));
  const keys = scorer.keys.map(({ name, words }, key) => {
    const place = scorer.measures.length + 2 * key;
    const [rate, seen] = [score.values[place] as number, score.values[place + 1] as number];
    const past = pastWords({ rate, seen, mean: scorer.model.history.mean });
    return { feature: name, contribution: at(place) + at(place + 1), words: `${words}: ${past}` };
  });
  const reasons = [...measures, ...keys]
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1))
    .map((reason) => ({ ...reason, words: `${reason.words}: ${signed(reason.contribution)}` }));
  return { score, base, reasons };
}

interface Past {
  readonly rate: number;
  readonly seen: number;
  readonly mean: number;
}

function pastWords({ rate, seen, mean }: Past): string {
  if (Number.isNaN(seen)) return "not stated";
  if (!(seen > 0) || Number.isNaN(rate)) return "never seen before";
  const times = seen < 1.5 ? "seen once" : `seen ${Math.round(seen)} times`;
  if (rate > 1.5 * mean) return `${times}, often found wrong`;
  if (rate > 1.1 * mean) return `${times}, found wrong more than usual`;
  if (rate < 0.5 * mean) return `${times}, seldom found wrong`;
  return rate < 0.9 * mean ? `${times}, found wrong less than usual` : `${times}, found wrong as often as others`;
}

const plain = (value: number): string => (Number.isNaN(value) ? "not stated" : String(Math.round(value * 100) / 100));

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
