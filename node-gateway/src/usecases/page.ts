import { GatewayError } from "../errors.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** The size of a page within its bounds. @throws GatewayError QUERY_INVALID */
export function limitOf(limit: number = DEFAULT_LIMIT): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new GatewayError("QUERY_INVALID", `A page has 1 to ${MAX_LIMIT} items.`);
}

/** The position that a cursor stands for. @throws GatewayError CURSOR_INVALID */
export function positionOf(cursor: string): number {
  const position = /^[1-9][0-9]{0,15}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(position))
    throw new GatewayError("CURSOR_INVALID", "The cursor is not one of this list's.");
  return position;
}
