import type { FactRule } from "./fact-table.ts";
import { text } from "./fact-table.ts";

const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:\d{4}(?:\d\d)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/;
const ZONED_DAY = /^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The calendar date of a text in a form of UN/CEFACT 2379 (102 CCYYMMDD, 203 and 204 with time, 304 with zone) or of an
 * XSD date with a zone; any other text as it stands. No time zone moves the date.
 */
export function dayIn(stated: string): string {
  const compact = COMPACT.exec(stated);
  if (compact) return compact.slice(1, 4).join("-");
  return ZONED_DAY.exec(stated)?.[1] ?? stated;
}

/** The date at a path, or else at the next of the paths. */
export function day(...paths: readonly string[]): FactRule {
  const read = text(...paths);
  return (paper) => {
    const stated = read(paper);
    return stated === undefined ? undefined : dayIn(stated);
  };
}
