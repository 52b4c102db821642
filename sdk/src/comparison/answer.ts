import { type Check, hasExactly } from "../canonical/shape.ts";
import { factPoint, invalid, isPoint, type PointText, raise, type Scalars } from "./points.ts";
import { areInOrder, type ComparisonQuestion, isFactWord } from "./question.ts";
import type { StatedFact } from "./stated-facts.ts";

/** What the owner of the other paper answers of one fact, both under one exponent that it alone knows. */
export interface EvaluatedFact {
  readonly fact: string;
  /** The asker's point. */
  readonly evaluated: PointText;
  /** The owner's own value. */
  readonly own: PointText;
}

/** Names of facts, ascending. */
export interface Compared {
  readonly agree: readonly string[];
  readonly differ: readonly string[];
  /** What the other paper does not state. */
  readonly notStated: readonly string[];
}

const isEvaluatedFact: Check = (value) =>
  hasExactly(value, { fact: isFactWord, evaluated: isPoint, own: isPoint }) === undefined;

/** Answers a question: of each fact that both papers state, the asker's point and the own value under one secret. */
export function evaluate({ facts }: ComparisonQuestion, own: readonly StatedFact[], scalars: Scalars): EvaluatedFact[] {
  return facts.flatMap(({ fact, point }) => {
    const stated = own.find((one) => one.fact === fact);
    if (!stated) return [];
    const scalar = scalars(fact);
    return [{ fact, evaluated: raise(point, scalar), own: raise(factPoint(stated), scalar) }];
  });
}

/** An answer that came from elsewhere. @throws SdkError COMPARISON_INVALID */
export function readAnswer({ facts: asked }: ComparisonQuestion, value: unknown): EvaluatedFact[] {
  if (!Array.isArray(value) || value.length > asked.length || !value.every(isEvaluatedFact))
    throw invalid("The answer is not one of points of the curve.");
  const answer = value as EvaluatedFact[];
  const isOfIt = answer.every(({ fact }) => asked.some((one) => one.fact === fact));
  if (isOfIt && (answer.length === 0 || areInOrder(answer))) return answer;
  throw invalid("The answer is of other facts than were asked for, or not in their order.");
}

/**
 * Which facts are the same: those whose points are once both secrets are on both.
 * @param scalars Those that the question was blinded with.
 */
export function compareEvaluated(
  { facts }: ComparisonQuestion,
  answer: readonly EvaluatedFact[],
  scalars: Scalars,
): Compared {
  const byName = new Map(answer.map((one) => [one.fact, one]));
  const isSame = ({ fact, evaluated, own }: EvaluatedFact): boolean => raise(own, scalars(fact)) === evaluated;
  const same = new Set(answer.filter(isSame).map(({ fact }) => fact));
  const names = facts.map(({ fact }) => fact);
  return {
    agree: names.filter((fact) => same.has(fact)),
    differ: names.filter((fact) => byName.has(fact) && !same.has(fact)),
    notStated: names.filter((fact) => !byName.has(fact)),
  };
}
