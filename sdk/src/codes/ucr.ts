import { passesGs1 } from "./check-digits.ts";
import type { Judgement } from "./finding-codes.ts";

const MAX_LENGTH = 35;
const CHARACTERS = /^[A-Z0-9()/:-]+$/;

/** Each form of a unique consignment reference that is known here. To add one, add a row. */
const UCR_FORMS: readonly { readonly name: string; matches(value: string): boolean }[] = [
  { name: "declaration UCR (DUCR)", matches: isDucr },
  { name: "master UCR (MUCR)", matches: isMucr },
  { name: "GS1 shipment number (GSIN)", matches: (value) => /^\d{17}$/.test(value) && passesGs1(value) },
  // WCO UCR Guidelines, structure: last digit of the year, country, the trader's national number and own reference.
  { name: "WCO UCR", matches: (value) => /^\d[A-Z]{2}[A-Z0-9]{2,32}$/.test(value) },
];

/** Whether it is a declaration UCR: a digit of the year, a country, twelve digits of the trader, and a reference. */
export function isDucr(value: string): boolean {
  return /^\d[A-Z]{2}\d{12}-[A-Z0-9()/-]{1,19}$/.test(value);
}

/** Whether it is a master UCR: of a trader or of an agent in the United Kingdom, of an air waybill, of a sea manifest. */
export function isMucr(value: string): boolean {
  return (
    value.length <= MAX_LENGTH &&
    [
      /^GB\/[A-Z0-9]{3,4}-[A-Z0-9]{5,28}$/,
      /^GB\/[A-Z0-9]{9,12}-[A-Z0-9]{1,23}$/,
      /^A:[A-Z0-9]{3}\d{8}$/,
      /^C:[A-Z]{3}[A-Z0-9]{3,30}$/,
    ].some((form) => form.test(value))
  );
}

/** A unique consignment reference (WCO Data Model 016; ISO 15459), upper case without blanks, at most 35 characters. */
export function judgeUcr(value: string): Judgement {
  if (value.length > MAX_LENGTH || !CHARACTERS.test(value)) {
    return { code: "CODE_FORM_WRONG", message: "A UCR has at most 35 characters: digits, letters and ( ) / : -." };
  }
  const form = UCR_FORMS.find(({ matches }) => matches(value));
  return form === undefined
    ? { code: "CODE_FORM_UNKNOWN", message: "The UCR is of no form that is known here; a trader may make its own." }
    : { code: "CODE_VALID", message: `The UCR has the form of a ${form.name}.` };
}
