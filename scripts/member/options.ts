export type Values = Readonly<Record<string, string | undefined>>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** An option or variable that must be there. */
export function required(values: Values, name: string): string {
  const value = values[name];
  if (value === undefined || value === "") throw new Error(`${name} is missing.`);
  return value;
}
