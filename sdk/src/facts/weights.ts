import { addDecimals, decimalOf, multiplyDecimals } from "./decimal.ts";

/** Kilograms in a unit of UN/CEFACT Recommendation 20; the pound is 0.45359237 kg, exactly. To add a unit, add a row. */
export const KILOGRAMS: Readonly<Record<string, string>> = {
  KGM: "1",
  GRM: "0.001",
  TNE: "1000",
  DTN: "100",
  LBR: "0.45359237",
};

/** A weight in kilograms, a decimal string; undefined for what is no number, or is in a unit that is not known here. */
export function kilogramsOf(value: unknown, unit: unknown): string | undefined {
  const decimal = decimalOf(value);
  const factor = typeof unit === "string" && Object.hasOwn(KILOGRAMS, unit) ? KILOGRAMS[unit] : undefined;
  return decimal === undefined || factor === undefined ? undefined : multiplyDecimals(decimal, factor);
}

/** The sum of all; undefined when there is none or one is missing, since a part of a total is no total. */
export function totalOf(values: readonly (string | undefined)[]): string | undefined {
  return values.length > 0 && values.every((value) => value !== undefined) ? addDecimals(values) : undefined;
}
