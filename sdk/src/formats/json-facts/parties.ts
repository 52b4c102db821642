import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { distinct, some } from "../fact-rules.ts";
import { placeOf } from "./places.ts";
import { every, type Rule } from "./rules.ts";

/** Papers named by their numbers: the code of each sort, and the places where the numbers stand. */
export function papersAt(places: readonly (readonly [type: string, ...places: string[]])[]): Rule {
  const rows = places.map(([type, ...at]) => [type, every(...at)] as const);
  return (document) =>
    some(
      distinct(
        rows.flatMap(([type, all]) => ((all(document) ?? []) as readonly Json[]).map((number) => ({ type, number }))),
      ),
    );
}

/** Rows of the fact `parties` that one stated party is. */
export type PartyReader = (party: JsonObject | string, role: string) => Json[];

/** Rows of a party: one for each of its identifiers, or for its name where it has none. */
export function rowsOf(
  named: { readonly role: string; readonly name: Json; readonly country: Json },
  identifiers: readonly { readonly identifier: Json; readonly scheme: Json }[],
): Json[] {
  if (identifiers.length === 0) return named.name === null ? [] : [named];
  return identifiers.map((identifier) => ({ ...named, ...identifier }));
}

/** Parties by their roles and places, each once, as a reader of the vocabulary reads them. */
export function partiesAt(read: PartyReader, places: readonly (readonly [role: string, place: string])[]): Rule {
  const rows = places.map(([role, place]) => [role, placeOf(place)] as const);
  return (document) =>
    some(
      distinct(
        rows.flatMap(([role, find]) =>
          find(document).flatMap((party) =>
            isJsonObject(party) || typeof party === "string" ? read(party, role) : [],
          ),
        ),
      ),
    );
}

/** A value if it is a code of a country (ISO 3166-1 alpha-2) by its form; names of countries are none. */
export const countryCode = (value: Json | undefined): string | null =>
  typeof value === "string" && /^[A-Za-z]{2}$/.test(value) ? value : null;
