import { mod11CheckDigit } from "./check-digits.ts";
import { isCountryOrCustomsArea } from "./countries.ts";
import type { Judgement } from "./finding-codes.ts";

/** Year, country, thirteen characters, check digit. */
const FORM = /^\d{2}([A-Z]{2})[A-Z0-9]{13}\d$/;

/**
 * What a procedure may be that the seventeenth character names since the form of 2023 (Delegated Regulation (EU)
 * 2015/2446 annex B as amended by 2021/234, D.E. 12 01): export A to E, transit J to M, status P, entry R to W.
 */
const PROCEDURE = /^[A-EJ-MPR-W]$/;

/**
 * A movement reference number of the EU or the United Kingdom, upper case without blanks: 18 characters, of the form
 * before 2023 or since, which have the same check digit.
 */
export function judgeMrn(value: string): Judgement {
  const country = FORM.exec(value)?.[1];
  if (country === undefined || !isCountryOrCustomsArea(country)) {
    return {
      code: "CODE_FORM_WRONG",
      message: "An MRN is two digits of the year, a country, thirteen digits or letters and a check digit.",
    };
  }
  if (mod11CheckDigit(value.slice(0, 17)) !== Number(value.slice(17))) {
    return { code: "CODE_CHECK_DIGIT_WRONG", message: "The check digit of the MRN is not of its other characters." };
  }
  const procedure = PROCEDURE.test(value.charAt(16)) ? "; its seventeenth character names a procedure" : "";
  return { code: "CODE_VALID", message: `The check digit of the MRN is right${procedure}.` };
}
