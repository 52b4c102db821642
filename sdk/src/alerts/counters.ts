import { type Check, hasExactly, isAscending, isCount, isNullOr } from "../canonical/shape.ts";

/** What happened under one key in a month, counted: no record can be told from it. */
export interface CounterRow {
  /** `category:` and a category of alerts, or `profile:` and what a profile is called between members. */
  readonly key: string;
  /** Documents that met it. */
  readonly hits: number;
  /** Of these, what was inspected and what was confirmed; null where too few would be told apart. */
  readonly inspections: number | null;
  readonly confirmed: number | null;
}

/** Counters of one calendar month, UTC. */
export interface Counters {
  /** `YYYY-MM`. */
  readonly month: string;
  /** By key, ascending, each once. */
  readonly rows: readonly CounterRow[];
}

/** Below this a count is not told: it could be somebody. */
export const MIN_COUNT = 5;
const MAX_ROWS = 1_000;
const KEY = /^(?:category|profile):[a-z0-9][a-z0-9._-]{0,127}$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Whether a part of a whole may be told: neither it nor what is left of the whole is a small count, nor none at all of few. */
const isTellable = (part: number, whole: number): boolean =>
  [part, whole - part].every((count) => count === 0 || count >= MIN_COUNT);

/** Counts as they may leave the member: small ones left out, or blanked where they are part of a larger one. */
export function guardCounts(
  rows: readonly { key: string; hits: number; inspections: number; confirmed: number }[],
): CounterRow[] {
  return rows
    .filter(({ hits }) => hits >= MIN_COUNT)
    .map(({ key, hits, inspections, confirmed }) => {
      const told = isTellable(inspections, hits) ? inspections : null;
      return {
        key,
        hits,
        inspections: told,
        confirmed: told !== null && isTellable(confirmed, told) ? confirmed : null,
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function isRow(value: unknown): value is CounterRow {
  const forms = {
    key: (key: unknown) => typeof key === "string" && KEY.test(key),
    hits: isCount,
    inspections: isNullOr(isCount),
    confirmed: isNullOr(isCount),
  };
  if (hasExactly(value, forms) !== undefined) return false;
  const { hits, inspections, confirmed } = value as CounterRow;
  if (hits < MIN_COUNT || (inspections !== null && (inspections > hits || !isTellable(inspections, hits))))
    return false;
  if (confirmed === null) return true;
  return inspections !== null && confirmed <= inspections && isTellable(confirmed, inspections);
}

/** Whether a value is counters of which none is too small. */
export function isCounters(value: unknown): value is Counters {
  const isRows: Check = (rows) =>
    Array.isArray(rows) && rows.length <= MAX_ROWS && rows.every(isRow) && isAscending(rows.map(({ key }) => key));
  const isMonth: Check = (month) => typeof month === "string" && MONTH.test(month);
  return hasExactly(value, { month: isMonth, rows: isRows }) === undefined;
}

/** First second of a month (`YYYY-MM`) and of the next, Unix seconds. */
export function boundsOfMonth(month: string): { fromSeconds: number; untilSeconds: number } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return { fromSeconds: Date.UTC(year, number - 1) / 1000, untilSeconds: Date.UTC(year, number) / 1000 };
}
