import type { Facts, Quantity } from "@sealane/sdk";

/** Decimal places of the ledger's quantities. */
const DECIMALS = 6;
const LARGEST = 2n ** 128n - 1n;

/** A decimal string in millionths; undefined for zero, for more than six decimal places, and for what does not fit. */
export function millionthsOf(decimal: string): bigint | undefined {
  const [, whole = "", fraction = ""] = /^(\d{1,33})(?:\.(\d{1,6}))?$/.exec(decimal) ?? [];
  if (whole === "") return undefined;
  const millionths = BigInt(whole + fraction.padEnd(DECIMALS, "0"));
  return millionths > 0n && millionths <= LARGEST ? millionths : undefined;
}

/** Millionths as a decimal string, in its one spelling. */
export function decimalOfMillionths(millionths: bigint): string {
  const digits = millionths.toString().padStart(DECIMALS + 1, "0");
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  return fraction === "" ? digits.slice(0, -DECIMALS) : `${digits.slice(0, -DECIMALS)}.${fraction}`;
}

/** A unit's code as the contract takes it. */
export const unitArgument = (unit: string): string => `0x${unitHex(unit)}`;
const unitHex = (unit: string): string => Buffer.from(unit, "ascii").toString("hex").padEnd(6, "0");

/** The code of a unit as an event carries it. */
export const unitOfHex = (hex: string): string => Buffer.from(hex, "hex").toString("ascii").replace(/\0+$/, "");

/** An amount as the ledger counts it. */
export interface Counted {
  readonly unit: string;
  readonly quantity: bigint;
}

/**
 * What a paper states of an item: its quantity by the item's number, from 1; of item 0 the sum, where all are in one unit.
 * @returns undefined where it states none that the ledger can count.
 */
export function statedQuantity({ quantities = [] }: Facts, item: number): Counted | undefined {
  const counted = (item === 0 ? quantities : quantities.slice(item - 1, item)).map(countedOf);
  const [first] = counted;
  if (first === undefined || !counted.every((one) => one?.unit === first.unit)) return undefined;
  return { unit: first.unit, quantity: counted.reduce((sum, one) => sum + (one?.quantity ?? 0n), 0n) };
}

/** Everything that a paper states in a unit, in millionths; zero for nothing. */
export const statedIn = ({ quantities = [] }: Facts, unit: string): bigint =>
  quantities.map(countedOf).reduce((sum, one) => sum + (one?.unit === unit ? one.quantity : 0n), 0n);

function countedOf({ value, unit }: Quantity): Counted | undefined {
  const quantity = millionthsOf(value);
  return quantity === undefined ? undefined : { unit, quantity };
}
