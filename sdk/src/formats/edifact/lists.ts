/** A text that says something; undefined for blanks. */
export const stated = (text: string): string | undefined => (text.trim() === "" ? undefined : text);

/** The value when all are alike; undefined for none, and where they differ, since none of them is then the paper's. */
export const sole = (values: readonly string[]): string | undefined =>
  values.length > 0 && values.every((value) => value === values[0]) ? values[0] : undefined;

/** Those that are stated; undefined for none, so that an empty list is no fact. */
export function some<T>(values: readonly (T | undefined)[]): T[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known;
}

/** Each once, as first stated. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
