/** An exact number: n ÷ d, with d above 0; and about the same as a double, so that most comparisons need no more. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
  /** Within a relative error of 10⁻¹⁵ of the exact value, or not finite when that is too large for a double. */
  readonly near: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
/** How far two doubles must be apart, relative to the larger, to be told apart without the exact numbers. */
const CLEAR = 1e-12;

export const rational = (n: bigint, d: bigint): Rational =>
  d < 0n ? rational(-n, -d) : { n, d, near: Number(n) / Number(d) };

/** The number of a decimal string; undefined for what is none. */
export function rationalOf(decimal: string): Rational | undefined {
  const [, sign = "", whole, fraction = ""] = DECIMAL.exec(decimal) ?? [];
  if (whole === undefined) return undefined;
  const digits = `${sign}${whole}${fraction}`;
  return { n: BigInt(digits), d: 10n ** BigInt(fraction.length), near: Number(decimal) };
}

export const ofInteger = (value: number): Rational => ({ n: BigInt(value), d: 1n, near: value });

/** Below 0, 0 or above 0, as a is less than, equal to or more than b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.near - b.near;
  if (Math.abs(difference) > CLEAR * Math.max(Math.abs(a.near), Math.abs(b.near)) && Number.isFinite(difference)) {
    return difference;
  }
  const exact = a.n * b.d - b.n * a.d;
  return exact === 0n ? 0 : exact < 0n ? -1 : 1;
}

export const plus = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** The quotient; undefined by zero. */
export const over = (a: Rational, b: Rational): Rational | undefined =>
  b.n === 0n ? undefined : rational(a.n * b.d, a.d * b.n);

/** For people: with six decimal places at most, cut off. */
export function shown({ n, d }: Rational): string {
  const millionths = (n * 1_000_000n) / d;
  const sign = millionths < 0n ? "-" : "";
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -6)}${fraction === "" ? "" : `.${fraction}`}`;
}
