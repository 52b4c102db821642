import type { Json } from "../../canonical/json.ts";
import { type FactRule, text } from "./fact-table.ts";

/**
 * A paper named by an element, by the places of its type and number; undefined when it is half named. `|` stands
 * between a place and the next best one, `=` before a type that the format itself gives, `""` for the element itself.
 */
export function relatedDocument(typeAt: string, numberAt: string): FactRule {
  const given = typeAt.startsWith("=") ? typeAt.slice(1) : undefined;
  const [readType, readNumber] = [text(...typeAt.split("|")), text(...numberAt.split("|"))];
  return (element) => related(given ?? readType(element), readNumber(element));
}

/** A paper of a type; undefined when type or number are missing. N before three digits stands for UN/CEFACT 1001. */
export const related = (type: string | undefined, number: string | undefined): Json | undefined =>
  type === undefined || number === undefined ? undefined : { type: type.replace(/^N(?=\d{3}$)/, ""), number };
