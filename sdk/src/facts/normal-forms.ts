import { isJsonObject, type Json } from "../canonical/json.ts";
import { decimalOf } from "./decimal.ts";
import {
  CUSTODY_EVENTS,
  type CustodyEvent,
  type Money,
  PARTY_ROLES,
  type Party,
  type Quantity,
  type RelatedDocument,
} from "./facts.ts";

/** The normal form of a stated value; undefined when it is not of that form. */
export type NormalForm<T> = (stated: Json | undefined) => T | undefined;

const MAX_TEXT = 4096;

/** Text with blanks folded and trimmed; never empty. */
export const text: NormalForm<string> = (stated) => {
  if (typeof stated !== "string" || stated.length > MAX_TEXT) return undefined;
  return stated.replace(/\s+/gu, " ").trim() || undefined;
};

/** A code: upper case, without blanks. */
export const code: NormalForm<string> = (stated) => text(text(stated)?.replaceAll(" ", "").toUpperCase());

const matching =
  (pattern: RegExp): NormalForm<string> =>
  (stated) => {
    const normal = code(stated);
    return normal !== undefined && pattern.test(normal) ? normal : undefined;
  };

export const country = matching(/^[A-Z]{2}$/);
export const currency = matching(/^[A-Z]{3}$/);
/** UN/LOCODE: country and place. */
export const LOCODE = /^[A-Z]{2}[A-Z0-9]{3}$/;
export const location = matching(LOCODE);
export const unit = matching(/^[A-Z0-9]{2,3}$/);

/** Digits of a Harmonized System code, 2 to 12. */
export const hsCode: NormalForm<string> = (stated) => {
  const digits = code(stated)?.replace(/[.-]/g, "");
  return digits !== undefined && /^\d{2,12}$/.test(digits) ? digits : undefined;
};

/** The calendar date of an ISO 8601 date or date-time, as written: no time zone moves it. */
export const date: NormalForm<string> = (stated) => {
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:T[\d:.,+\-Z]+)?$/.exec(text(stated) ?? "") ?? [];
  return day !== undefined && isInCalendar(day) ? day : undefined;
};

const TIME = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

/** Date and time to the second, with the offset as written; no time zone is added to a time that states none. */
export const dateTime: NormalForm<string> = (stated) => {
  const [, day = "", hour, minute, seconds = ":00", offset = ""] = TIME.exec(code(stated) ?? "") ?? [];
  return isInCalendar(day)
    ? `${day}T${hour}:${minute}${seconds}${offset.replace(/^(.\d\d)(\d\d)$/, "$1:$2")}`
    : undefined;
};

function isInCalendar(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  // Some engines roll 30 February over into March.
  return !Number.isNaN(midnight.valueOf()) && midnight.toISOString().startsWith(day);
}

/** A decimal string that is not negative. */
export const decimal: NormalForm<string> = (stated) => {
  const normal = decimalOf(stated);
  return normal?.startsWith("-") ? undefined : normal;
};

const oneOf =
  (known: readonly string[]): NormalForm<string> =>
  (stated) =>
    known.find((name) => name === stated);

const role = oneOf(PARTY_ROLES);

export const quantity: NormalForm<Quantity> = (stated) => {
  const { value, unit: measured } = membersOf<Quantity>(stated, { value: decimal, unit }) ?? {};
  return value === undefined || measured === undefined ? undefined : { value, unit: measured };
};

export const money: NormalForm<Money> = (stated) => {
  const { amount, currency: named } = membersOf<Money>(stated, { amount: decimal, currency }) ?? {};
  return amount === undefined || named === undefined ? undefined : { amount, currency: named };
};

export const party: NormalForm<Party> = (stated) => {
  const known = membersOf<Party>(stated, { role, name: text, identifier: text, scheme: code, country });
  const isNamed = known?.role !== undefined && (known.name !== undefined || known.identifier !== undefined);
  return isNamed ? (known as Party) : undefined;
};

export const relatedDocument: NormalForm<RelatedDocument> = (stated) => {
  const { type, number } = membersOf<RelatedDocument>(stated, { type: code, number: text }) ?? {};
  return type === undefined || number === undefined ? undefined : { type, number };
};

export const custodyEvent: NormalForm<CustodyEvent> = (stated) => {
  const forms = {
    event: oneOf(CUSTODY_EVENTS),
    time: dateTime,
    place: text,
    container: code,
    seals: setOf(code),
    vessel: text,
  };
  const known = membersOf<CustodyEvent>(stated, forms);
  return known?.event === undefined || known.time === undefined ? undefined : (known as CustodyEvent);
};

/** Members in their forms, null being none; undefined when one is unknown or not of its form, so that none gets lost. */
function membersOf<T>(
  stated: Json | undefined,
  forms: { readonly [Name in keyof T]-?: NormalForm<T[Name]> },
): Partial<T> | undefined {
  if (!isJsonObject(stated) || Object.keys(stated).some((name) => !Object.hasOwn(forms, name))) return undefined;
  const names = (Object.keys(forms) as (keyof T & string)[]).filter((name) => (stated[name] ?? null) !== null);
  const members = names.map((name) => [name, forms[name](stated[name])] as const);
  return members.some(([, normal]) => normal === undefined) ? undefined : (Object.fromEntries(members) as Partial<T>);
}

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
