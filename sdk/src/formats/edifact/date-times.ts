/** Formats of dates and times that carry one instant (2379), by how their digits are cut. To add one, add a row. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  101: /^(?<yy>\d\d)(?<month>\d\d)(?<day>\d\d)$/,
  102: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/,
  201: /^(?<yy>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)$/,
  202: /^(?<yy>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)$/,
  203: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)$/,
  204: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)$/,
  205: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<offset>[+-]\d{4})$/,
};
const TIMES: Readonly<Record<string, RegExp>> = {
  401: /^(?<hour>\d\d)(?<minute>\d\d)$/,
  402: /^(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)$/,
};
/** Senders use 102 for a date with midnight behind it, too. */
const MIDNIGHT = /^(\d{8})0000(?:00)?$/;

/** What DTM states: a date, `YYYY-MM-DD`, and a time of the day, `hh:mm:ss` with an offset where one is stated. */
export interface DateTime {
  readonly date?: string;
  readonly time?: string;
}

/**
 * The date and time of a value (2380) in a format (2379). Years of two digits are of 1970 to 2069.
 * @returns undefined for what is not of the format, or in a format that is not one instant.
 */
export function dateTimeOf(value: string, format: string): DateTime | undefined {
  const plain = format === "102" ? value.replace(MIDNIGHT, "$1") : value;
  const pattern = Object.hasOwn(FORMATS, format)
    ? FORMATS[format]
    : Object.hasOwn(TIMES, format)
      ? TIMES[format]
      : undefined;
  const parts = pattern?.exec(plain)?.groups;
  if (!parts) return undefined;
  const { yy, year = yy && yearOf(yy), month, day, hour, minute, second = "00", offset = "" } = parts;
  return {
    ...(year !== undefined && { date: `${year}-${month}-${day}` }),
    ...(hour !== undefined && { time: `${hour}:${minute}:${second}${offset.replace(/^(.\d\d)(\d\d)$/, "$1:$2")}` }),
  };
}

const yearOf = (yy: string): string => `${Number(yy) < 70 ? 20 : 19}${yy}`;
