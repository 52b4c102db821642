import type { Json } from "../../canonical/json.ts";
import { decimalOf } from "../../facts/decimal.ts";
import { kilogramsOf, totalOf } from "../../facts/weights.ts";
import { placeOf } from "./places.ts";
import type { Rule } from "./rules.ts";

/** The sum of a decimal of every item at a place; undefined when an item lacks it, since a part is no total. */
export function total(items: string, place: string): Rule {
  const [find, at] = [placeOf(items), placeOf(place)];
  return (document) => totalOf(find(document).map((item) => decimalOf(at(item)[0])));
}

/** Units as people write them, by their codes of UN/CEFACT Recommendation 20. */
const WRITTEN: Readonly<Record<string, string>> = {
  ...{ kg: "KGM", kgs: "KGM", lb: "LBR", lbs: "LBR", g: "GRM", t: "TNE" },
  ...{ litre: "LTR", litres: "LTR", pieces: "H87", pcs: "H87" },
};

/** The code of a unit, if it is written as people do; a code stays what it is. */
export const unitCode = (unit: Json | undefined): string | undefined => {
  if (typeof unit !== "string") return undefined;
  const written = unit.trim().toLowerCase();
  return Object.hasOwn(WRITTEN, written) ? WRITTEN[written] : unit;
};

/** The sum in kilograms of a weight of every item at a place, by the places of its value and its unit. */
export function kilograms(items: string, value: string, unit: string): Rule {
  const [find, amountOf, unitOf] = [placeOf(items), placeOf(value), placeOf(unit)];
  return (document) => totalOf(find(document).map((item) => kilogramsOf(amountOf(item)[0], unitCode(unitOf(item)[0]))));
}

/** A value of money by the places of its amount and its currency. */
export function money(amount: string, currency: string): Rule {
  const [amountOf, currencyOf] = [placeOf(amount), placeOf(currency)];
  return (document) => {
    const [[stated], [named]] = [amountOf(document), currencyOf(document)];
    return stated === undefined || named === undefined ? undefined : { amount: stated, currency: named };
  };
}
