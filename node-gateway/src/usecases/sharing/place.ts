import type { Place } from "../../database/is-before.ts";
import { positionOf } from "../page.ts";

/** A chain's block has fewer events than this. */
const LOGS_PER_BLOCK = 2 ** 16;

/** The position in a list of what stands at a place of the chain. */
const positionAt = ({ block_number, log_index }: Place): string => String(block_number * LOGS_PER_BLOCK + log_index);

/** The place that a position stands for. @throws GatewayError CURSOR_INVALID */
function placeAt(cursor: string): Place {
  const position = positionOf(cursor);
  return { block_number: Math.floor(position / LOGS_PER_BLOCK), log_index: position % LOGS_PER_BLOCK };
}

/** Positions above those of all blocks (2³¹ of them) are of what is not on the chain, which stands before it. */
const OFF_CHAIN = 2 ** 47;

/**
 * A page of a list of which some is not on the chain: that comes first.
 * @throws GatewayError CURSOR_INVALID
 */
export async function offChainFirst<Item>(options: {
  readonly limit: number;
  readonly after: string | undefined;
  /** What is not on the chain, with a place above 0 of its own, after a place. */
  readonly off: (
    after: number | undefined,
    limit: number,
  ) => Promise<{ readonly place: number; readonly item: Item }[]>;
  readonly chain: (after: string | undefined, limit: number) => Promise<{ items: Item[]; next: string | null }>;
}): Promise<{ items: Item[]; next: string | null }> {
  const { limit, after, off, chain } = options;
  const position = after === undefined ? OFF_CHAIN : positionOf(after);
  const isPast = position < OFF_CHAIN;
  const place = position === OFF_CHAIN ? undefined : position - OFF_CHAIN;
  const found = isPast ? [] : await off(place, limit + 1);
  const items = found.slice(0, limit).map(({ item }) => item);
  const last = String(OFF_CHAIN + (found[items.length - 1]?.place ?? 0));
  if (found.length > limit) return { items, next: last };
  if (items.length < limit) {
    const page = await chain(isPast ? after : undefined, limit - items.length);
    return { items: [...items, ...page.items], next: page.next };
  }
  const { items: more } = await chain(undefined, 1);
  return { items, next: more.length > 0 ? last : null };
}

/** Items of a list one page at a time, of which some are passed over: reads on until the page is full. */
export async function fillPage<Row extends Place, Item>(options: {
  readonly limit: number;
  readonly after: string | undefined;
  readonly read: (after: Place | undefined, limit: number) => Promise<Row[]>;
  /** Undefined for what is passed over. */
  readonly view: (row: Row) => Promise<Item | undefined>;
}): Promise<{ items: Item[]; next: string | null }> {
  const { limit, read, view } = options;
  const items: Item[] = [];
  for (let after = options.after === undefined ? undefined : placeAt(options.after); ; ) {
    const rows = await read(after, limit + 1);
    for (const [index, row] of rows.slice(0, limit).entries()) {
      const item = await view(row);
      if (item !== undefined) items.push(item);
      after = row;
      if (items.length === limit) return { items, next: index + 1 < rows.length ? positionAt(row) : null };
    }
    if (rows.length <= limit) return { items, next: null };
  }
}
