import type { Facts } from "../facts/facts.ts";
import type { Signal } from "../selectivity/signal.ts";
import { explainLine, type ScoreExplanation } from "./explain.ts";
import { linesOfFacts } from "./lines-of-facts.ts";
import { type Scorer, scoreLine } from "./score.ts";

export interface ScoredDeclaration {
  readonly signal: Signal;
  /** Of the line that scored highest. */
  readonly explanation: ScoreExplanation;
}

/** So many reasons are told in a signal's sentence. */
const TOLD = 3;

/**
 * The model's signal about a declaration, with what adds to it: the chance that its line of the highest chance is found
 * wrong. The sentence names no party, only how often it was found wrong. Pure.
 * @param currency of the values that the model was trained on; others are not read
 */
export function scoreDeclaration(scorer: Scorer, facts: Facts, currency?: string): ScoredDeclaration {
  const lines = linesOfFacts(facts, { currency });
  const chances = lines.map((line) => scoreLine(scorer, line).probability);
  const riskiest = chances.indexOf(Math.max(...chances));
  const explanation = explainLine(scorer, lines[riskiest] ?? {});
  const { probability } = explanation.score;
  const told = explanation.reasons.slice(0, TOLD).map(({ words }) => words);
  const because = told.length > 0 ? `: ${told.join("; ")}` : "";
  const reason = `Of such declarations ${(100 * probability).toFixed(0)} % were found wrong${because}.`;
  return { signal: { source: "model", name: "model", score: probability, reason }, explanation };
}
