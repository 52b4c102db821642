import type { Facts } from "../facts/facts.ts";
import type { Kind } from "../kinds/kinds.ts";
import type { FormatFinding } from "./format.ts";

/** What a paper of a kind lacks, and what it states in a form that cannot be compared. */
export function findingsOf(kind: Kind, facts: Facts, malformed: readonly (keyof Facts)[]): FormatFinding[] {
  const missing = kind.facts.filter((fact) => facts[fact] === undefined && !malformed.includes(fact));
  return [
    ...malformed.map((fact) => ({ code: "FACT_MALFORMED", message: `${fact} is not of its form.`, fact }) as const),
    ...missing.map(
      (fact) => ({ code: "FACT_MISSING", message: `${kind.title}: ${fact} is not stated.`, fact }) as const,
    ),
  ];
}
