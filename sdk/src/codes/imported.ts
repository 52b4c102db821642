import type { CodeList } from "./code-list.ts";
import type { Judgement } from "./finding-codes.ts";

/** A place of trade and transport (UN/LOCODE, UN/CEFACT Recommendation 16), five characters. */
export function judgeLocation(value: string, list: CodeList | undefined): Judgement {
  if (list === undefined) return absent("UN/LOCODE");
  return list.has(value)
    ? { code: "CODE_VALID", message: `UN/LOCODE of ${list.date} has the place.` }
    : { code: "CODE_NOT_LISTED", message: `UN/LOCODE of ${list.date} has no such place.` };
}

/** Digits of the Harmonized System that all countries share; those after them are each country's own. */
const SHARED_DIGITS = 6;

/** A code of the Harmonized System: chapter, heading or subheading; of a longer one, the subheading it begins with. */
export function judgeHsCode(value: string, list: CodeList | undefined): Judgement {
  const shared = value.slice(0, SHARED_DIGITS);
  if (shared.length % 2 !== 0) {
    return {
      code: "CODE_FORM_WRONG",
      message: "An HS code has two, four, six or more digits; one may be lost in front.",
    };
  }
  if (list === undefined) return absent("the Harmonized System");
  const ends = value.length > SHARED_DIGITS ? "; digits after the sixth were not looked up" : "";
  return list.has(shared)
    ? { code: "CODE_VALID", message: `The Harmonized System of ${list.date} has the code${ends}.` }
    : { code: "CODE_NOT_LISTED", message: `The Harmonized System of ${list.date} has no such code.` };
}

const absent = (list: string): Judgement => ({
  code: "CODE_LIST_ABSENT",
  message: `The codes of ${list} were not imported here: see sealane codes import.`,
});
