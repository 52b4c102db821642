import type { Json } from "../canonical/json.ts";
import type { Facts } from "../facts/facts.ts";
import type { StatedFacts } from "../facts/validate.ts";

/** What a paper, an object of JSON or an element of XML, states of one fact; undefined for nothing. */
export type RuleOf<Paper> = (paper: Paper) => Json | undefined;

/** Where the papers of one sort state their facts. To read another fact, add a line. */
export type FactTableOf<Paper> = { readonly [Name in keyof Facts]?: RuleOf<Paper> };

/** What a paper states by a table. */
export const statedBy = <Paper>(table: FactTableOf<Paper>, paper: Paper): StatedFacts =>
  Object.fromEntries(Object.entries(table).map(([fact, rule]) => [fact, rule(paper)]));

/** What the first of the rules states that states anything. */
export const firstOf =
  <Paper>(...rules: readonly RuleOf<Paper>[]): RuleOf<Paper> =>
  (paper) => {
    for (const rule of rules) {
      const stated = rule(paper);
      if (stated !== undefined) return stated;
    }
    return undefined;
  };

/** The lists of several rules, one after the other. */
export const joined =
  <Paper>(...rules: readonly RuleOf<Paper>[]): RuleOf<Paper> =>
  (paper) =>
    some(rules.flatMap((rule) => rule(paper) ?? []) as readonly Json[]);

/** The stated ones of a list; undefined for none, so that an empty list is no fact. */
export function some<T extends Json>(values: readonly (T | null | undefined)[]): T[] | undefined {
  const stated = values.filter((value) => value !== undefined && value !== null);
  return stated.length === 0 ? undefined : stated;
}

/** Each once, as first stated. */
export const distinct = <T extends Json>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
