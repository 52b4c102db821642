import type { Json, JsonObject } from "../../canonical/json.ts";
import type { Facts } from "../../facts/facts.ts";
import type { StatedFacts } from "../../facts/validate.ts";
import { placeOf } from "./places.ts";

/** What a document states of one fact; undefined for nothing. */
export type Rule = (document: JsonObject) => Json | undefined;

/** Where the documents of one sort state their facts. To read another fact, add a line. */
export type FactTable = { readonly [Name in keyof Facts]?: Rule };

/** What a document states by a table. */
export const statedBy = (table: FactTable, document: JsonObject): StatedFacts =>
  Object.fromEntries(Object.entries(table).map(([name, rule]) => [name, rule(document)]));

/** The first value that stands at one of the places, these being tried in turn. */
export function first(...places: readonly string[]): Rule {
  const finders = places.map(placeOf);
  return (document) => {
    for (const find of finders) {
      const [value] = find(document);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** The one value that all the parts which state it state alike; what parts state unlike is no fact of the whole. */
export function agreed(...places: readonly string[]): Rule {
  const all = every(...places);
  return (document) => {
    const values = new Set((all(document) as readonly Json[] | undefined)?.map((value) => JSON.stringify(value)));
    const [value] = values.size === 1 ? values : [];
    return value === undefined ? undefined : (JSON.parse(value) as Json);
  };
}

/** Every value at the places, the places in turn. */
export function every(...places: readonly string[]): Rule {
  const finders = places.map(placeOf);
  return (document) => some(finders.flatMap((find) => find(document)));
}

/** The values of a rule that a pattern fits; the others are of another sort and no fact. */
export const matching =
  (pattern: RegExp, rule: Rule): Rule =>
  (document) => {
    const stated = rule(document);
    const fits = (value: Json): boolean => typeof value === "string" && pattern.test(value);
    if (!Array.isArray(stated)) return stated !== undefined && fits(stated) ? stated : undefined;
    return some(stated.filter(fits));
  };

/** What the first of the rules states that states anything. */
export const firstOf =
  (...rules: readonly Rule[]): Rule =>
  (document) => {
    for (const rule of rules) {
      const stated = rule(document);
      if (stated !== undefined) return stated;
    }
    return undefined;
  };

/** The lists of several rules, one after the other. */
export const lists =
  (...rules: readonly Rule[]): Rule =>
  (document) =>
    some(rules.flatMap((rule) => rule(document) ?? []) as readonly Json[]);

/** The stated ones of a list; undefined for none, so that an empty list is no fact. */
export function some(values: readonly (Json | undefined)[]): Json | undefined {
  const stated = values.filter((value) => value !== undefined && value !== null);
  return stated.length === 0 ? undefined : (stated as Json[]);
}
