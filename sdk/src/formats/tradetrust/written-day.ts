import type { Json, JsonObject } from "../../canonical/json.ts";
import { valuesAt } from "../json-facts/places.ts";
import type { Rule } from "../json-facts/rules.ts";

const MONTHS = "january february march april may june july august september october november december".split(" ");
const ISO = /\b(\d{4}-\d\d-\d\d)(?!\d)/;
const ENGLISH = /\b(\d{1,2})\s+([a-z]+)\s+(\d{4})\b/i;

/** The calendar day in a text, as ISO 8601 or as the English write it; another text stays what it is. */
function writtenDay(text: string): string {
  const [, iso] = ISO.exec(text) ?? [];
  const [, day = "", name = "", year = ""] = ENGLISH.exec(text) ?? [];
  const month = MONTHS.findIndex((one) => name.length > 2 && one.startsWith(name.toLowerCase())) + 1;
  if (iso !== undefined) return iso;
  return month === 0 ? text : `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The day that is written at the first of the places which state one. */
export const dayAt =
  (...places: readonly string[]): Rule =>
  (document: JsonObject): Json | undefined => {
    const [stated] = places.flatMap((place) => valuesAt(document, place));
    return typeof stated === "string" ? writtenDay(stated) : stated;
  };
