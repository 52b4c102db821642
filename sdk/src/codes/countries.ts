import { iso31661Alpha2ToAlpha3 } from "iso-3166/1-a2-to-1-a3.js";
import { iso31661Reserved } from "iso-3166/1-reserved.js";
import type { Judgement } from "./finding-codes.ts";

/** Codes of ISO 3166-1 §5.3 that everybody may use as they like: Kosovo is often XK, Northern Ireland XI. */
const USER_ASSIGNED = /^(AA|Q[M-Z]|X[A-Z]|ZZ)$/;

/** Whether an alpha-2 code is assigned to a country (ISO 3166-1), as the package iso-3166 lists them. */
const isCountry = (code: string): boolean => Object.hasOwn(iso31661Alpha2ToAlpha3, code);

/** Whether it is a country, or an area that customs number as one: Northern Ireland, the European Union. */
export const isCountryOrCustomsArea = (code: string): boolean => isCountry(code) || code === "XI" || code === "EU";

/** A country (ISO 3166-1 alpha-2). Codes that are reserved, were withdrawn or are for private use say no country. */
export function judgeCountry(code: string): Judgement {
  if (isCountry(code)) return { code: "CODE_VALID", message: "The country is of ISO 3166-1." };
  const isReserved = iso31661Reserved.some(({ alpha2 }) => alpha2 === code);
  return isReserved || USER_ASSIGNED.test(code)
    ? { code: "CODE_RESERVED", message: "ISO 3166-1 reserves the code, or leaves it to its users; it is no country's." }
    : { code: "CODE_NOT_LISTED", message: "ISO 3166-1 has no such country." };
}
