import { canonicalize } from "../canonical/canonicalize.ts";
import { isJsonObject, type Json } from "../canonical/json.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { type Check, hasExactly, isListOf } from "../canonical/shape.ts";
import { type Body, type OpenedBody, openBody } from "../document/body.ts";
import { isBody } from "../document/paper.ts";
import { FACTS_POINTER, isAtOrBelow, jsonOf } from "../document/pointer.ts";
import { present } from "../document/present.ts";
import type { Hex32 } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import { invalid, isScalar, type Scalars } from "./points.ts";
import { areInOrder } from "./question.ts";
import { isFactName, isOfForm, type StatedFact } from "./stated-facts.ts";

/** Some facts of a paper, with the exponents that show that they are what was compared. */
export interface ComparisonOpening {
  /** A presentation of these facts and of nothing else. */
  readonly body: Body;
  /** 1 to 64, ascending by name. */
  readonly scalars: readonly OpenedScalar[];
}

export interface OpenedScalar {
  readonly fact: string;
  readonly scalar: Hex32;
}

const isOpenedScalar: Check = (value) => hasExactly(value, { fact: isFactName, scalar: isScalar }) === undefined;

/** Opens facts of a paper. @throws SdkError FIELD_UNKNOWN when it states none of them; BODY_INVALID, DISCLOSURE_INVALID. */
export function openFacts(body: Body, names: readonly string[], scalars: Scalars): ComparisonOpening {
  const isNamed = (pointer: string) => names.some((name) => isAtOrBelow(pointer, pointerTo(name)));
  const opened = [...names].sort().map((fact) => ({ fact, scalar: scalars(fact) }));
  return { body: present(body, isNamed), scalars: opened };
}

/** The bytes of an opening that go into a sealed blob. */
export const packOpening = (opening: ComparisonOpening): Uint8Array =>
  utf8Encode(canonicalize(opening as unknown as Json));

/** The opening in the bytes of a blob. @throws SdkError COMPARISON_INVALID */
export function unpackOpening(bytes: Uint8Array): ComparisonOpening {
  const value = parsed(bytes);
  const fault = hasExactly(value, { body: isBody, scalars: isListOf(isOpenedScalar) });
  if (fault) throw invalid(`The opening has a member that is missing, unknown or wrong: ${fault}.`);
  const opening = value as ComparisonOpening;
  if (areInOrder(opening.scalars)) return opening;
  throw invalid("The opened facts are not 1 to 64, ascending and each once.");
}

/**
 * The facts that an opening opens of a document, each as a whole: in its normal form, and no leaf of
 * it withheld between those that are shown.
 * @throws SdkError COMPARISON_INVALID when it is of another document, or opens more or less than it names.
 */
export function openedFacts({ body, scalars }: ComparisonOpening, documentId: Hex32): StatedFact[] {
  const opened = openOrRefuse(body);
  if (opened.documentId !== documentId) throw invalid("What is opened is of another document.");
  const stated = scalars.map(({ fact }) => {
    const fields = opened.fields.filter(({ pointer }) => isAtOrBelow(pointer, pointerTo(fact)));
    const [first] = fields;
    const isWhole = first !== undefined && fields.every(({ index }, at) => index === first.index + at);
    if (!isWhole || !isFactName(fact)) throw invalid("A fact is not opened, or not whole.");
    const value = valueIn(fields, fact);
    if (!isOfForm({ fact, value })) throw invalid("A fact is not in its normal form, or not whole.");
    return { fact, value, leaves: fields.length };
  });
  const leaves = stated.reduce((sum, fact) => sum + fact.leaves, 0);
  if (leaves !== opened.fields.length) throw invalid("More is opened than is named.");
  return stated.map(({ fact, value }) => ({ fact, value }));
}

const pointerTo = (fact: string): string => `${FACTS_POINTER}/${fact}`;

function valueIn(fields: OpenedBody["fields"], fact: string): Json {
  const root = jsonOf(fields);
  const facts = isJsonObject(root) ? root[FACTS_POINTER.slice(1)] : undefined;
  const value = isJsonObject(facts) ? facts[fact] : undefined;
  if (value === undefined) throw invalid("A fact is not opened, or not whole.");
  return value;
}

function openOrRefuse(body: Body): OpenedBody {
  try {
    return openBody(body);
  } catch {
    throw invalid("What is opened cannot be read.");
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes);
  } catch {
    throw invalid("The opening is not strict JSON.");
  }
}
