import type { Gateway } from "../gateway.ts";
import { readCursor } from "../indexer/cursor.ts";

/** Now, but not before the index's block: the contract judges by the chain's clock. Unix seconds. */
export const chainNow = async ({ clock, database }: Pick<Gateway, "clock" | "database">): Promise<number> =>
  Math.max(clock(), (await readCursor(database)).timeSeconds);
