import { canonicalize } from "../canonical/canonicalize.ts";
import type { Json } from "../canonical/json.ts";
import type { Facts } from "../facts/facts.ts";
import { FACT_FORMS } from "../facts/validate.ts";
import { COMPARISONS } from "../provenance/comparisons.ts";

/** A fact as a paper states it, whole and in its normal form. */
export interface StatedFact {
  /** As under `/$facts`. */
  readonly fact: keyof Facts;
  readonly value: Json;
}

/** What is compared unless facts are named: those that papers of one consignment must agree on. */
export const COMPARED_FACTS: readonly (keyof Facts)[] = [...new Set(COMPARISONS.map(({ facts }) => facts[0]))].sort();

/** Whether a name is one of the table of facts. */
export const isFactName = (name: unknown): name is keyof Facts =>
  typeof name === "string" && Object.hasOwn(FACT_FORMS, name);

/** Whether a value is a fact's in its normal form, so that nothing is left out of the midst of it. */
export function isOfForm({ fact, value }: StatedFact): boolean {
  const normal = FACT_FORMS[fact](value) as Json | undefined;
  return normal !== undefined && isSameValue(normal, value);
}

/** Those of the named facts that a paper states, ascending by name. */
export const statedFacts = (facts: Facts, names: readonly (keyof Facts)[]): StatedFact[] =>
  [...new Set(names)].sort().flatMap((fact) => {
    const value = facts[fact];
    return value === undefined ? [] : [{ fact, value: value as unknown as Json }];
  });

/** Whether two papers state the same. */
export const isSameValue = (one: Json, other: Json): boolean => canonicalize(one) === canonicalize(other);
