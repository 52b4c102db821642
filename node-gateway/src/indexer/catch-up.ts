import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { readCursor } from "./cursor.ts";
import { indexRange } from "./index-range.ts";
import { undoFork } from "./undo-fork.ts";

/** Blocks applied in one database transaction. */
const MAX_RANGE = 500;
const running = new WeakMap<Database, Promise<void>>();

/**
 * Brings the index to the head that the chain had when asked, or later. Callers at the same time wait for each other.
 * @throws GatewayError CHAIN_UNAVAILABLE, CHAIN_GENESIS_WRONG.
 */
export async function catchUp(gateway: Gateway): Promise<void> {
  const before = running.get(gateway.database) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => advance(gateway));
  running.set(gateway.database, mine);
  await mine;
}

async function advance(gateway: Gateway): Promise<void> {
  const head = await gateway.chain.head();
  for (;;) {
    const cursor = await readCursor(gateway.database);
    // A shorter head is a node that came back from an unclean stop: wait for it, delete nothing.
    if (head.number < cursor.number) return;
    const applied = head.number === cursor.number ? head : await gateway.chain.blockAt(cursor.number);
    if (applied === undefined) return;
    if (applied.hash !== cursor.hash) {
      await undoFork(gateway, cursor);
      continue;
    }
    if (head.number === cursor.number) return;
    const to = Math.min(head.number, cursor.number + MAX_RANGE);
    const end = to === head.number ? head : await gateway.chain.blockAt(to);
    if (end === undefined) return;
    await indexRange(gateway, cursor, end);
  }
}
