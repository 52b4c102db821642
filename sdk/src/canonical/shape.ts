import { isHex32 } from "../primitives/hex.ts";

/** A check of one value from outside. */
export type Check = (value: unknown) => boolean;

/** The name of the first member that is missing, unknown or fails its check; undefined when all is well. */
export function hasExactly(value: unknown, checks: Readonly<Record<string, Check>>): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "(not an object)";
  const members = value as Record<string, unknown>;
  const known = Object.keys(checks).find((name) => !Object.hasOwn(members, name) || !checks[name]?.(members[name]));
  return known ?? (Object.keys(members).some((name) => !Object.hasOwn(checks, name)) ? "(unknown member)" : undefined);
}

export const isHexString: Check = isHex32;
export const isUint32: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;
export const isPositiveUint32: Check = (value) => isUint32(value) && value !== 0;
/** Unix seconds up to 2⁴⁰, as the chain stores them. */
export const isSeconds: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 40;
/** A whole number from 0 that a double holds exactly. */
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** A share or a chance, from 0 to 1. */
export const isShare: Check = (value) => typeof value === "number" && value >= 0 && value <= 1;
export const isText: Check = (value) => typeof value === "string";

/** Whether a value is a list of which every item passes. */
export const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** Whether a value is null or passes. */
export const isNullOr =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/** Whether texts or numbers are ascending, each once. */
export const isAscending = <Item extends string | number>(items: readonly Item[]): boolean =>
  items.every((item, at) => at === 0 || (items[at - 1] as Item) < item);
