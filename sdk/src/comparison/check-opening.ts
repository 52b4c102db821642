import type { Hex32 } from "../primitives/hex.ts";
import type { EvaluatedFact } from "./answer.ts";
import { type ComparisonOpening, openedFacts } from "./opening.ts";
import { factPoint, invalid, raise } from "./points.ts";
import type { ComparisonQuestion } from "./question.ts";
import { isSameValue, type StatedFact } from "./stated-facts.ts";

/**
 * What an asker opened, judged by the owner of the other paper before it opens anything: each fact is of the asker's
 * paper, is the value that was blinded in the question, and is not what the own paper states.
 * @param own What the own paper states.
 * @throws SdkError COMPARISON_INVALID
 */
export function checkAskersOpening(
  question: ComparisonQuestion,
  opening: ComparisonOpening,
  own: readonly StatedFact[],
): StatedFact[] {
  const opened = openedFacts(opening, question.documentId);
  for (const stated of opened) {
    const asked = question.facts.find(({ fact }) => fact === stated.fact);
    if (asked?.point !== raise(factPoint(stated), scalarIn(opening, stated.fact)))
      throw invalid("A value is not the one that was compared.");
    assertDiffers(stated, own);
  }
  return opened;
}

/** What an owner's opening is judged by. */
export interface OwnersOpening {
  readonly question: ComparisonQuestion;
  /** What it answered before. */
  readonly answer: readonly EvaluatedFact[];
  readonly opening: ComparisonOpening;
  /** The asker's facts that differ. */
  readonly differing: readonly StatedFact[];
}

/**
 * What an owner opened, judged by the asker: just the facts that differ, of the owner's paper, and what it answered from.
 * An owner that answered of another value than its paper states is found out here.
 * @throws SdkError COMPARISON_INVALID
 */
export function checkOwnersOpening({ question, answer, opening, differing }: OwnersOpening): StatedFact[] {
  const opened = openedFacts(opening, question.otherDocumentId);
  const isOfThem = opened.every(({ fact }, at) => fact === differing[at]?.fact);
  if (!isOfThem || opened.length !== differing.length) throw invalid("Other facts are opened than those that differ.");
  for (const stated of opened) {
    const scalar = scalarIn(opening, stated.fact);
    const asked = question.facts.find(({ fact }) => fact === stated.fact);
    const answered = answer.find(({ fact }) => fact === stated.fact);
    const isAnswered =
      asked && answered?.own === raise(factPoint(stated), scalar) && answered.evaluated === raise(asked.point, scalar);
    if (!isAnswered) throw invalid("A value is not the one that was compared.");
    assertDiffers(stated, differing);
  }
  return opened;
}

function assertDiffers({ fact, value }: StatedFact, others: readonly StatedFact[]): void {
  const other = others.find((one) => one.fact === fact);
  if (!other || isSameValue(other.value, value)) throw invalid("A fact is opened that does not differ.");
}

const scalarIn = ({ scalars }: ComparisonOpening, fact: string): Hex32 =>
  (scalars.find((one) => one.fact === fact) as { scalar: Hex32 }).scalar;
