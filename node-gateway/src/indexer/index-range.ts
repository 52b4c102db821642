import type { Transaction } from "kysely";
import type { BlockHead } from "../chain/chain.ts";
import { crashPoint } from "../crash-points.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { applyEvent } from "./apply-events.ts";
import type { Cursor } from "./cursor.ts";
import { type ChainEvent, decodeEvent } from "./decode-event.ts";
import { tellLedger } from "./tell-ledger.ts";
import { tellSharing } from "./tell-sharing.ts";

/** Range ends that are kept to find a fork by: about a day of blocks of one second. */
const KEPT_BLOCKS = 100_000;

/**
 * Applies all events of a range of blocks and moves the cursor to its end, in one database transaction. Applies nothing
 * when the cursor is not where it was seen any more: another process has indexed the range, or undone a fork.
 * @param after The cursor before the range.
 * @throws GatewayError CHAIN_UNAVAILABLE, also when the nodes contradict each other about the range: try again.
 */
export async function indexRange(
  gateway: Gateway,
  after: Pick<Cursor, "number" | "hash">,
  end: BlockHead,
): Promise<void> {
  const addresses = Object.values(gateway.contracts);
  const logs = await gateway.chain.logs({ from: after.number + 1, to: end.number, addresses });
  const hashes = new Map(logs.map((log) => [log.blockNumber, log.blockHash]));
  const times = await timesOf(gateway, end, hashes);
  const events = logs.map((log) => decodeEvent(log, gateway.contracts)).filter((event) => event !== undefined);
  await gateway.database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("cursor")
      .set({ number: end.number, hash: end.hash, time_seconds: end.timeSeconds })
      .where("number", "=", after.number)
      .where("hash", "=", after.hash)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) return;
    await keepHashes(transaction, hashes);
    for (const event of events) {
      const timeSeconds = timeOf(event, times);
      await applyEvent(transaction, event, timeSeconds);
      await tellSharing(transaction, event, { memberId: gateway.memberId, timeSeconds });
      await tellLedger(transaction, event, { memberId: gateway.memberId, timeSeconds });
    }
    await transaction
      .insertInto("blocks")
      .values({ number: end.number, hash: end.hash, time_seconds: end.timeSeconds })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .deleteFrom("blocks")
      .where("number", "<", end.number - KEPT_BLOCKS)
      .execute();
    crashPoint("indexing:before-commit");
  });
  crashPoint("indexing:after-commit");
}

/** Hashes of blocks with events: what is drawn for a document depends on that of the block which anchored it. */
async function keepHashes(transaction: Transaction<Schema>, hashes: ReadonlyMap<number, string>): Promise<void> {
  const rows = [...hashes].map(([block_number, hash]) => ({ block_number, hash }));
  if (rows.length === 0) return;
  await transaction
    .insertInto("block_hashes")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Block times by number, after checking that each event's block is the block the chain has there. */
async function timesOf(gateway: Gateway, end: BlockHead, hashes: Map<number, string>): Promise<Map<number, number>> {
  const times = new Map<number, number>();
  for (const [number, hash] of hashes) {
    const block = number === end.number ? end : await gateway.chain.blockAt(number);
    if (block?.hash !== hash) {
      throw new GatewayError("CHAIN_UNAVAILABLE", `The chain's nodes contradict each other about block ${number}.`);
    }
    times.set(number, block.timeSeconds);
  }
  return times;
}

function timeOf(event: ChainEvent, times: ReadonlyMap<number, number>): number {
  const time = times.get(event.blockNumber);
  if (time === undefined) throw new GatewayError("INTERNAL", "An event's block was not looked up.");
  return time;
}
