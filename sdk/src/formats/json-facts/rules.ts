import type { Json, JsonObject } from "../../canonical/json.ts";
import { type FactTableOf, type RuleOf, some } from "../fact-rules.ts";
import { placeOf } from "./places.ts";

/** What a document states of one fact. */
export type Rule = RuleOf<JsonObject>;

/** Where the documents of one sort state their facts. */
export type FactTable = FactTableOf<JsonObject>;

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

/** The place at the first of the places that states one, if it is a UN/LOCODE by its form. */
export const locationAt = (...places: readonly string[]): Rule => matching(LOCATION, first(...places));

const LOCATION = /^[A-Z]{2} ?[A-Z0-9]{3}$/;
