import { passesGs1, passesMod97 } from "./check-digits.ts";
import { isCountryOrCustomsArea } from "./countries.ts";
import type { Judgement } from "./finding-codes.ts";

const valid = (message: string): Judgement => ({ code: "CODE_VALID", message });
const formWrong = (message: string): Judgement => ({ code: "CODE_FORM_WRONG", message });
const digitWrong = (message: string): Judgement => ({ code: "CODE_CHECK_DIGIT_WRONG", message });

/** A legal entity identifier (ISO 17442-1): 18 digits or letters and two check digits of ISO 7064 MOD 97-10. */
export function judgeLei(value: string): Judgement {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(value)) return formWrong("An LEI is 18 digits or letters and two check digits.");
  return passesMod97(value)
    ? valid("The check digits of the LEI are right.")
    : digitWrong("The check digits of the LEI are not of its other characters.");
}

/** An EORI number (Regulation (EU) 952/2013; annex 12-01 to 2015/2446): a country and 1 to 15 characters, no check. */
export function judgeEori(value: string): Judgement {
  const country = /^([A-Z]{2})[A-Z0-9]{1,15}$/.exec(value)?.[1];
  const isOfUk = country === "GB" || country === "XI";
  if (country === undefined || !isCountryOrCustomsArea(country) || (isOfUk && !/^..\d{12}(\d{3})?$/.test(value))) {
    return formWrong(
      "An EORI number is a country and at most 15 digits or letters; 12 or 15 digits in the United Kingdom.",
    );
  }
  return valid("The EORI number is of its form; it has no check digit.");
}

/** A global location number (GS1 General Specifications §3.7): 13 digits, the last of which checks. */
export function judgeGln(value: string): Judgement {
  if (!/^\d{13}$/.test(value)) return formWrong("A GLN is 13 digits.");
  return passesGs1(value)
    ? valid("The check digit of the GLN is right.")
    : digitWrong("The check digit of the GLN is not of its other digits.");
}

/** A ship's IMO number (IMO resolution A.1117(30)): six digits times 7 to 2, of which the sum ends in the seventh. */
export function judgeImoNumber(value: string): Judgement {
  const digits = /^(?:IMO)?(\d{7})$/.exec(value)?.[1];
  if (digits === undefined) return formWrong("An IMO number is seven digits.");
  const sum = [...digits.slice(0, 6)].reduce((total, digit, place) => total + Number(digit) * (7 - place), 0);
  return sum % 10 === Number(digits[6])
    ? valid("The check digit of the IMO number is right.")
    : digitWrong("The check digit of the IMO number is not of its other digits.");
}
