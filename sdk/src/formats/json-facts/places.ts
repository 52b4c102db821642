import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";

/** Finds what stands at one place of a value. */
export type Finder = (value: Json | undefined) => Json[];

/**
 * A finder of a place: names of members joined by `/`, `""` for the value itself. Arrays on the way and at the end are
 * gone through, so that one and several are read alike; null and the empty text state nothing.
 */
export function placeOf(place: string): Finder {
  const names = place === "" ? [] : place.split("/");
  return (value) => {
    const found: Json[] = [];
    collect(value, names, 0, found);
    return found;
  };
}

function collect(value: Json | undefined, names: readonly string[], depth: number, found: Json[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, names, depth, found);
  else if (value === undefined || value === null || value === "") return;
  else if (depth === names.length) found.push(value);
  else if (isJsonObject(value)) collect(value[names[depth] as string], names, depth + 1, found);
}

/** Every value at a place, arrays gone through. */
export const valuesAt = (value: Json | undefined, place: string): Json[] => placeOf(place)(value);

/** The first value at a place. */
export const valueAt = (value: Json | undefined, place: string): Json | undefined => valuesAt(value, place)[0];

/** The first text at a place. */
export const textAt = (value: Json | undefined, place: string): string | undefined =>
  valuesAt(value, place).find((one) => typeof one === "string");

/** Every object at a place. */
export const objectsAt = (value: Json | undefined, place: string): JsonObject[] =>
  valuesAt(value, place).filter(isJsonObject);

/** Whether one of the texts at a place is this one. */
export const saysAt = (value: Json | undefined, place: string, text: string): boolean =>
  valuesAt(value, place).includes(text);
