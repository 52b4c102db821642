import { CliError } from "./errors.ts";

/**
 * A whole number of an option.
 * @throws CliError USAGE_INVALID.
 */
export function wholeNumberOf(name: string, text: string | undefined, { initial, min, max }: Bounds): number {
  if (text === undefined) return initial;
  const number = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new CliError("USAGE_INVALID", `--${name} is a whole number from ${min} to ${max}.`);
}

interface Bounds {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

/**
 * A moment of an option in Unix seconds: `now`, a date or a time as RFC 3339 writes it, in UTC unless it says otherwise.
 * @throws CliError USAGE_INVALID.
 */
export function momentOf(name: string, text: string, now: number): number {
  if (text === "now") return now;
  const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const milliseconds = isMoment ? Date.parse(text) : Number.NaN;
  if (milliseconds >= 0) return Math.floor(milliseconds / 1_000);
  throw new CliError("USAGE_INVALID", `--${name} is a moment such as 2026-01-31 or 2026-01-31T12:00:00Z.`);
}
