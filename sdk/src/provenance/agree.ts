import type { Quantity } from "../facts/facts.ts";
import { KILOGRAMS } from "../facts/weights.ts";
import type { Agreement } from "./compare-facts.ts";
import type { Tolerances } from "./consignment.ts";

const of = (isSo: boolean): Agreement => (isSo ? "agree" : "differ");

/** Texts that are equal but for case, accents and signs. */
export const textsAgree = (one = "", other = ""): Agreement => of(fold(one) === fold(other));

/** Sets of which one holds the other: a paper may state a part. */
export function setsAgree(one: readonly string[] = [], other: readonly string[] = []): Agreement {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const all = new Set(many);
  return of(few.every((item) => all.has(item)));
}

/** Weights in kilograms within the tolerance. */
export const weightsAgree = (one: string | undefined, other: string | undefined, tolerances: Tolerances): Agreement =>
  of(isWeightWithin(Number(one), Number(other), tolerances));

/** Whether two weights are as near to each other as weighing is exact. */
const isWeightWithin = (one: number, other: number, { weightPart, weightKg }: Tolerances): boolean =>
  Math.abs(one - other) <= Math.max(weightKg, weightPart * Math.max(one, other));

/** Decimal numbers that are equal. */
export const numbersAgree = (one: string | undefined, other: string | undefined): Agreement =>
  of(Number(one) === Number(other));

/** Amounts of money of one currency within the tolerance; of two they cannot be compared. */
export function moneyAgrees(
  one: { readonly amount: string; readonly currency: string } | undefined,
  other: { readonly amount: string; readonly currency: string } | undefined,
  { valuePart }: Tolerances,
): Agreement {
  if (!one || !other || one.currency !== other.currency) return undefined;
  const [a, b] = [Number(one.amount), Number(other.amount)];
  return of(Math.abs(a - b) <= valuePart * Math.max(a, b));
}

/** HS codes that are equal as far as both go, of the first six digits, which all countries share. */
export function hsCodesAgree(one: readonly string[] = [], other: readonly string[] = []): Agreement {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const isSame = (a: string, b: string): boolean => {
    const digits = Math.min(a.length, b.length, 6);
    return a.slice(0, digits) === b.slice(0, digits);
  };
  return of(few.every((code) => many.some((known) => isSame(code, known))));
}

/** Kilograms, pieces or litres in a unit of UN/CEFACT Recommendation 20, where the factor is exact. */
const UNITS: Readonly<Record<string, readonly [dimension: string, factor: number]>> = {
  ...Object.fromEntries(
    Object.entries(KILOGRAMS).map(([unit, kilograms]) => [unit, ["mass", Number(kilograms)] as const]),
  ),
  NAR: ["pieces", 1],
  NMB: ["pieces", 1],
  C62: ["pieces", 1],
  H87: ["pieces", 1],
  EA: ["pieces", 1],
  PCE: ["pieces", 1],
  NIU: ["pieces", 1],
  DZN: ["pieces", 12],
  CEN: ["pieces", 100],
  MIL: ["pieces", 1000],
  LTR: ["volume", 1],
  HLT: ["volume", 100],
  MTQ: ["volume", 1000],
};

/** Totals of quantities by dimension; a unit that is not known is a dimension of its own. */
export function totalsOf(quantities: readonly Quantity[] = []): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { value, unit } of quantities) {
    const [dimension, factor] = UNITS[unit] ?? [unit, 1];
    totals.set(dimension, (totals.get(dimension) ?? 0) + Number(value) * factor);
  }
  return totals;
}

/** Totals that are equal in every dimension that both state; masses within the tolerance of weights. */
export function quantitiesAgree(
  one: readonly Quantity[] = [],
  other: readonly Quantity[] = [],
  tolerances: Tolerances,
): Agreement {
  const [a, b] = [totalsOf(one), totalsOf(other)];
  const shared = [...a.keys()].filter((dimension) => b.has(dimension));
  if (shared.length === 0) return undefined;
  return of(
    shared.every((dimension) => isTotalWithin(dimension, a.get(dimension) ?? 0, b.get(dimension) ?? 0, tolerances)),
  );
}

/** Whether two totals of a dimension are the same as far as it is measured. */
export const isTotalWithin = (dimension: string, one: number, other: number, tolerances: Tolerances): boolean =>
  dimension === "mass" ? isWeightWithin(one, other, tolerances) : Math.abs(one - other) <= Math.max(one, other) * 1e-9;

/** A text without case, accents, signs and doubled blanks. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
