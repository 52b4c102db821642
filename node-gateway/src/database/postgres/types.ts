import { types } from "pg";
import { GatewayError } from "../../errors.ts";

type Parser = (text: string) => unknown;

/** How values come back, by the type's OID: as SQLite gives them. What has no row stays text, dates too. */
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [types.builtins.BOOL, (text) => (text === "t" ? 1 : 0)],
  [types.builtins.INT2, Number],
  [types.builtins.INT4, Number],
  [types.builtins.INT8, safeInteger],
  // A sum of bigints is numeric.
  [types.builtins.NUMERIC, safeInteger],
  [types.builtins.FLOAT4, Number],
  [types.builtins.FLOAT8, Number],
]);

const asText: Parser = (text) => text;

/** The parsers in the form that the driver takes. */
export const POSTGRES_TYPES = {
  getTypeParser: ((oid: number, format?: string) =>
    format === "binary" ? asText : (PARSERS.get(oid) ?? asText)) as typeof types.getTypeParser,
};

/** @throws GatewayError INTERNAL for what a double does not hold: a wrong number is worse than none. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new GatewayError("INTERNAL", "The database holds a number that is too large.");
  return value;
}
