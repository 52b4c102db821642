import { mod11CheckDigit } from "./check-digits.ts";
import type { Judgement } from "./finding-codes.ts";

/** Owner code, equipment category (U freight container, J detachable equipment, Z trailer or chassis), serial, check. */
const FORM = /^[A-Z]{3}[UJZ]\d{7}$/;

/** The number of a freight container (ISO 6346 §3, annex A), upper case without blanks. */
export function judgeContainerNumber(value: string): Judgement {
  if (!FORM.test(value)) {
    return {
      code: "CODE_FORM_WRONG",
      message: "A container number is four letters, the last U, J or Z, and seven digits.",
    };
  }
  if (mod11CheckDigit(value.slice(0, 10)) !== Number(value.slice(10))) {
    return {
      code: "CODE_CHECK_DIGIT_WRONG",
      message: "The check digit of the container number is not of its other characters.",
    };
  }
  return { code: "CODE_VALID", message: "The check digit of the container number is right." };
}
