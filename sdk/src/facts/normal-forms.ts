import { isJsonObject, type Json } from "../canonical/json.ts";
import { decimalOf } from "./decimal.ts";
import type { Money, Party, Quantity } from "./facts.ts";

/** The normal form of a stated value; undefined when it is not of that form. */
export type NormalForm<T> = (stated: Json | undefined) => T | undefined;

const MAX_TEXT = 4096;
const ROLES: readonly string[] = [
  "consignor",
  "consignee",
  "carrier",
  "declarant",
  "exporter",
  "importer",
  "notify",
  "issuer",
  "seller",
  "buyer",
];

/** Text with blanks folded and trimmed; never empty. */
export const text: NormalForm<string> = (stated) => {
  if (typeof stated !== "string" || stated.length > MAX_TEXT) return undefined;
  return stated.replace(/\s+/gu, " ").trim() || undefined;
};

/** A code: upper case, without blanks. */
export const code: NormalForm<string> = (stated) => text(stated)?.replaceAll(" ", "").toUpperCase();

const matching =
  (pattern: RegExp): NormalForm<string> =>
  (stated) => {
    const normal = code(stated);
    return normal !== undefined && pattern.test(normal) ? normal : undefined;
  };

export const country = matching(/^[A-Z]{2}$/);
export const currency = matching(/^[A-Z]{3}$/);
export const location = matching(/^[A-Z]{2}[A-Z0-9]{3}$/);
export const unit = matching(/^[A-Z0-9]{2,3}$/);

/** Digits of a Harmonized System code, 2 to 12. */
export const hsCode: NormalForm<string> = (stated) => {
  const digits = code(stated)?.replace(/[.-]/g, "");
  return digits !== undefined && /^\d{2,12}$/.test(digits) ? digits : undefined;
};

/** The calendar date of an ISO 8601 date or date-time, as written. */
export const date: NormalForm<string> = (stated) => {
  const [, day, month = "", dayOfMonth = ""] = /^(\d{4}-(\d\d)-(\d\d))(?:T.*)?$/.exec(text(stated) ?? "") ?? [];
  const isInCalendar = Number(month) >= 1 && Number(month) <= 12 && Number(dayOfMonth) >= 1 && Number(dayOfMonth) <= 31;
  return isInCalendar ? day : undefined;
};

/** A decimal string that is not negative. */
export const decimal: NormalForm<string> = (stated) => {
  const normal = decimalOf(stated);
  return normal?.startsWith("-") ? undefined : normal;
};

export const quantity: NormalForm<Quantity> = (stated) => {
  if (!isJsonObject(stated)) return undefined;
  const [value, measured] = [decimal(stated["value"]), unit(stated["unit"])];
  return value === undefined || measured === undefined ? undefined : { value, unit: measured };
};

export const money: NormalForm<Money> = (stated) => {
  if (!isJsonObject(stated)) return undefined;
  const [amount, named] = [decimal(stated["amount"]), currency(stated["currency"])];
  return amount === undefined || named === undefined ? undefined : { amount, currency: named };
};

export const party: NormalForm<Party> = (stated) => {
  if (!isJsonObject(stated)) return undefined;
  const role = text(stated["role"]);
  if (role === undefined || !ROLES.includes(role)) return undefined;
  const known = {
    name: text(stated["name"]),
    identifier: text(stated["identifier"]),
    scheme: code(stated["scheme"]),
    country: country(stated["country"]),
  };
  if (known.name === undefined && known.identifier === undefined) return undefined;
  return { role, ...(compact(known) as Omit<Party, "role">) };
};

/** A list of at least one, in the order stated; undefined when one of them is not of the form. */
export const listOf =
  <T>(form: NormalForm<T>): NormalForm<readonly T[]> =>
  (stated) => {
    if (!Array.isArray(stated) || stated.length === 0) return undefined;
    const items = stated.map(form);
    return items.every((item) => item !== undefined) ? (items as T[]) : undefined;
  };

/** A sorted list of at least one, each once. */
export const setOf =
  (form: NormalForm<string>): NormalForm<readonly string[]> =>
  (stated) => {
    const items = listOf(form)(stated);
    return items && [...new Set(items)].sort();
  };

/** An object without the members that are undefined. */
export function compact<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const known = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}
