import type { Facts } from "../facts/facts.ts";
import { FACT_FORMS, factsOf, type StatedFacts } from "../facts/validate.ts";
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

/** Facts given beside an original that states its own are not taken; where they differ, the sender should know. */
export function ignoredFindings(read: Facts, given: Facts): FormatFinding[] {
  const names = (Object.keys(FACT_FORMS) as (keyof Facts)[]).filter((name) => given[name] !== undefined);
  const ignored = names.filter((name) => {
    const { facts } = factsOf({ [name]: given[name] } as StatedFacts);
    return JSON.stringify(facts[name]) !== JSON.stringify(read[name]);
  });
  return ignored.map((fact) => ({
    code: "FACT_IGNORED",
    message: `${fact} was given beside an original that does not state it so; what the original states counts.`,
    fact,
  }));
}
