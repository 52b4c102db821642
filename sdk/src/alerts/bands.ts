import { hasExactly } from "../canonical/shape.ts";
import { addDecimals } from "../facts/decimal.ts";
import { currency, decimal } from "../facts/normal-forms.ts";

/** A range of a decimal quantity, both ends within it; null for an open end. One end is given. */
export interface Band {
  readonly from: string | null;
  readonly to: string | null;
}

/** A range of an amount in one currency. */
export interface MoneyBand extends Band {
  /** ISO 4217. */
  readonly currency: string;
}

const isEnd = (value: unknown): boolean => value === null || decimal(value as string) === value;
const ENDS = { from: isEnd, to: isEnd };

export const isBand = (value: unknown): value is Band => hasExactly(value, ENDS) === undefined && isOrdered(value);

export const isMoneyBand = (value: unknown): value is MoneyBand =>
  hasExactly(value, { ...ENDS, currency: (name) => currency(name as string) === name }) === undefined &&
  isOrdered(value);

function isOrdered(value: unknown): boolean {
  const { from, to } = value as Band;
  if (from === null || to === null) return from !== to;
  return isAtMost(from, to);
}

/** Whether a decimal is not more than another, exactly. Both are not negative, in their one spelling. */
const isAtMost = (a: string, b: string): boolean => !addDecimals([b, `-${a}`]).startsWith("-");

/** Whether a quantity lies in a band, of which each end is first multiplied: so that nothing is divided. */
export function isWithin(
  quantity: string,
  { from, to }: Band,
  scaled: (end: string) => string = (end) => end,
): boolean {
  return (from === null || isAtMost(scaled(from), quantity)) && (to === null || isAtMost(quantity, scaled(to)));
}

/** A band for people. */
export function bandWords({ from, to }: Band): string {
  if (from === null) return `at most ${to}`;
  return to === null ? `at least ${from}` : `${from} to ${to}`;
}
