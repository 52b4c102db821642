import { sha256 } from "#sha256";
import { canonicalize } from "../canonical/canonicalize.ts";
import type { Json } from "../canonical/json.ts";
import { type Check, hasExactly, isAscending, isHexString } from "../canonical/shape.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import { factPoint, invalid, isPoint, type PointText, raise, type Scalars } from "./points.ts";
import type { StatedFact } from "./stated-facts.ts";

/** A fact's value, blinded by who asks. */
export interface BlindedFact {
  readonly fact: string;
  readonly point: PointText;
}

/** What one member asks another: whether the facts of its paper are those of the other's. */
export interface ComparisonQuestion {
  /** The asker's own paper. */
  readonly documentId: Hex32;
  readonly otherDocumentId: Hex32;
  /** 1 to 64, ascending by name. */
  readonly facts: readonly BlindedFact[];
}

const MAX_FACTS = 64;
const NAME = /^[a-z][A-Za-z0-9]{0,63}$/;

/** Whether a value is written as the name of a fact, perhaps one that a later version knows. */
export const isFactWord: Check = (value) => typeof value === "string" && NAME.test(value);

const isBlindedFact: Check = (value) => hasExactly(value, { fact: isFactWord, point: isPoint }) === undefined;

/** Whether facts are 1 to 64, ascending and each once. */
export function areInOrder(facts: readonly { readonly fact: string }[]): boolean {
  return facts.length > 0 && facts.length <= MAX_FACTS && isAscending(facts.map(({ fact }) => fact));
}

/** A question that came from elsewhere. @throws SdkError COMPARISON_INVALID */
export function readQuestion(value: unknown): ComparisonQuestion {
  const isList: Check = (facts) => Array.isArray(facts) && facts.length <= MAX_FACTS && facts.every(isBlindedFact);
  const fault = hasExactly(value, { documentId: isHexString, otherDocumentId: isHexString, facts: isList });
  if (fault) throw invalid(`The question has a member that is missing, unknown or wrong: ${fault}.`);
  const question = value as ComparisonQuestion;
  if (areInOrder(question.facts)) return question;
  throw invalid("The question's facts are not 1 to 64, ascending and each once.");
}

/** Hides facts from whom they are compared with: H(fact, value) raised to a secret of its own each. */
export const blindFacts = (stated: readonly StatedFact[], scalars: Scalars): BlindedFact[] =>
  stated.map((one) => ({ fact: one.fact, point: raise(factPoint(one), scalars(one.fact)) }));

/**
 * The id of a comparison, by which its reading is signed and counted: SHA-256("sealane/1 comparison" ‖ 0x00 ‖ RFC 8785 of
 * the question). So one reading has one question, and another value is another reading.
 */
export const comparisonIdOf = (question: ComparisonQuestion): Hex32 =>
  hexOf(sha256(utf8Encode(`sealane/1 comparison\u0000${canonicalize(question as unknown as Json)}`)));
