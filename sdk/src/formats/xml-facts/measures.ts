import { decimalOf } from "../../facts/decimal.ts";
import { kilogramsOf, totalOf } from "../../facts/weights.ts";
import type { XmlElement } from "../../xml/element.ts";
import { pathOf } from "../../xml/path.ts";
import { each, type FactRule } from "./fact-table.ts";

/** Elements at a path that state something. */
function stating(path: string): (paper: XmlElement) => readonly XmlElement[] {
  const find = pathOf(path);
  return (paper) => find(paper).filter((element) => element.text.trim() !== "");
}

/** The sum of the numbers at a path; of none when one of them is no number. */
export function sum(path: string): FactRule {
  const find = stating(path);
  return (paper) => totalOf(find(paper).map((element) => decimalOf(element.text)));
}

/** The sum of the weights at a path in kilograms, which is the unit where none is stated (attribute `unitCode`). */
export function kilograms(path: string): FactRule {
  const find = stating(path);
  return (paper) =>
    totalOf(find(paper).map((element) => kilogramsOf(element.text, element.attributes.get("unitCode") ?? "KGM")));
}

/** The sum of the amounts at a path, which must be of one currency (attribute `currencyID`). */
export function amount(path: string): FactRule {
  const find = stating(path);
  return (paper) => {
    const elements = find(paper);
    const [currency, ...others] = new Set(elements.map((element) => element.attributes.get("currencyID") ?? null));
    const total = totalOf(elements.map((element) => decimalOf(element.text)));
    return currency == null || others.length > 0 || total === undefined ? undefined : { amount: total, currency };
  };
}

/** The quantities at a path that have a unit (attribute `unitCode`). */
export const quantities = (path: string): FactRule =>
  each(path, (element) => {
    const unit = element.attributes.get("unitCode");
    return unit === undefined || element.text.trim() === "" ? undefined : { value: element.text.trim(), unit };
  });
