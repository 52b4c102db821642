import { currencies } from "countries-list/currencies";
import type { Judgement } from "./finding-codes.ts";

const CURRENCIES: Readonly<Record<string, { readonly withdrawn?: boolean }>> = currencies;

/** Left ISO 4217 in the last ten years and is not in the package (list three of the standard). */
const FORMER = ["BGN", "BYR", "CUC", "HRK", "MRO", "STD", "VEF", "ZWL"];

/** A currency (ISO 4217 alphabetic code), as the package countries-list has them. */
export function judgeCurrency(code: string): Judgement {
  const found = Object.hasOwn(CURRENCIES, code) ? CURRENCIES[code] : undefined;
  const isFormer = found?.withdrawn === true || FORMER.includes(code);
  if (found === undefined && !isFormer) return { code: "CODE_NOT_LISTED", message: "ISO 4217 has no such currency." };
  return isFormer
    ? { code: "CODE_NO_LONGER_USED", message: "ISO 4217 no longer has the currency; the paper may be older than that." }
    : { code: "CODE_VALID", message: "The currency is of ISO 4217." };
}
