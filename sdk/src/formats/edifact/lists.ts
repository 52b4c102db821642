/** A text that says something; undefined for blanks. */
export const stated = (text: string): string | undefined => (text.trim() === "" ? undefined : text);

/** The value when all are alike; undefined for none, and where they differ, since none of them is then the paper's. */
export const sole = (values: readonly string[]): string | undefined =>
  values.length > 0 && values.every((value) => value === values[0]) ? values[0] : undefined;
