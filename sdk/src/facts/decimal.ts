const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const EXPONENT = /^(-?\d+(?:\.\d+)?)[eE]([+-]?\d+)$/;
const MAX_DIGITS = 40;
const SIGN_POINT_AND_EXPONENT = "-.e-40".length;

/** A decimal number as digits and a number of decimal places: value = units × 10^−places. */
interface Scaled {
  readonly units: bigint;
  readonly places: number;
}

/**
 * The one spelling of a decimal number: no exponent, no leading or trailing zeros, `-` only before what is not zero.
 * @returns undefined for what is no decimal number, or has more than 40 digits however it is spelt.
 */
export function decimalOf(value: unknown): string | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const stated = String(value).trim();
  const scaled = stated.length <= MAX_DIGITS + SIGN_POINT_AND_EXPONENT ? read(stated) : undefined;
  const spelt = scaled && write(scaled);
  return spelt !== undefined && spelt.replace(/\D/g, "").length <= MAX_DIGITS ? spelt : undefined;
}

/** Exact sum of decimals in their one spelling, of any length. */
export function addDecimals(values: readonly string[]): string {
  const terms = values.map((value) => read(value) as Scaled);
  const places = terms.reduce((most, term) => Math.max(most, term.places), 0);
  const units = terms.reduce((sum, term) => sum + term.units * 10n ** BigInt(places - term.places), 0n);
  return write({ units, places });
}

/** Exact product of two decimals in their one spelling, of any length. */
export function multiplyDecimals(a: string, b: string): string {
  const [left, right] = [read(a) as Scaled, read(b) as Scaled];
  return write({ units: left.units * right.units, places: left.places + right.places });
}

function read(text: string): Scaled | undefined {
  const exponent = EXPONENT.exec(text);
  const [, sign = "", whole = "", fraction = ""] = DECIMAL.exec(exponent?.[1] ?? text) ?? [];
  const power = Number(exponent?.[2] ?? 0);
  if (whole === "" || Math.abs(power) > MAX_DIGITS) return undefined;
  const units = BigInt(`${sign}${whole}${fraction}`);
  const places = fraction.length - power;
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

function write({ units, places }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  const sign = units < 0n ? "-" : "";
  return fraction === "" ? sign + whole : `${sign}${whole}.${fraction}`;
}
