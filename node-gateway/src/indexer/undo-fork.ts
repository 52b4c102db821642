import type { Transaction } from "kysely";
import { PROJECTIONS } from "../database/projections.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import type { Cursor } from "./cursor.ts";

/**
 * Takes back everything that blocks after the fork had added, raises the alarm, and leaves the cursor where both
 * histories still agree. Under instant finality this never happens: it means that the chain broke its promise. Nothing
 * is done when the cursor is not where it was seen any more: another process has undone the fork.
 * @throws GatewayError CHAIN_GENESIS_WRONG when not even block 0 is the same.
 */
export async function undoFork(gateway: Gateway, seen: Pick<Cursor, "number" | "hash">): Promise<void> {
  const fork = await findFork(gateway);
  const message = `The chain changed its history after block ${fork.number}; what was read of it is undone.`;
  const timeSeconds = gateway.clock();
  const isUndone = await gateway.database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("cursor")
      .set({ ...fork, alarm: message, alarm_since_seconds: timeSeconds })
      .where("number", "=", seen.number)
      .where("hash", "=", seen.hash)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) return false;
    await undoAbove(transaction, fork.number, gateway.memberId);
    await appendEvent(transaction, {
      type: "sealane.chain.alarm",
      subject: "chain",
      data: { message, forkBlock: fork.number },
      timeSeconds,
      occasion: [fork.number, fork.hash, timeSeconds],
    });
    return true;
  });
  if (isUndone) gateway.log.error({ code: "CHAIN_FORKED", forkBlock: fork.number }, message);
}

/** The highest applied block that the chain still has. */
async function findFork(gateway: Gateway): Promise<{ number: number; hash: string; time_seconds: number }> {
  const rows = await gateway.database.selectFrom("blocks").selectAll().orderBy("number", "desc").execute();
  for (const row of rows) if ((await gateway.chain.blockAt(row.number))?.hash === row.hash) return row;
  const genesis = await gateway.chain.blockAt(0);
  if (genesis?.hash === gateway.network.genesisHash)
    return { number: 0, hash: genesis.hash, time_seconds: genesis.timeSeconds };
  throw new GatewayError("CHAIN_GENESIS_WRONG", "The chain's first block is not the one this gateway knows.");
}

async function undoAbove(transaction: Transaction<Schema>, number: number, memberId: number): Promise<void> {
  for (const table of PROJECTIONS) {
    await transaction.deleteFrom(table).where("block_number", ">", number).execute();
  }
  await transaction.deleteFrom("blocks").where("number", ">", number).execute();
  const anchoredStill = transaction.selectFrom("entries").select("document_id").distinct();
  for (const [state, compare] of [
    ["submitted", "="],
    ["received", "!="],
  ] as const) {
    await transaction
      .updateTable("documents")
      .set({ state })
      .where("state", "=", "anchored")
      .where("issuer", compare, memberId)
      .where("document_id", "not in", anchoredStill)
      .execute();
  }
  await reopenTransactions(transaction, number);
}

/** Transactions of undone blocks are on their way again: their bytes are sent until a block has them. */
async function reopenTransactions(transaction: Transaction<Schema>, number: number): Promise<void> {
  const undone = await transaction
    .selectFrom("outbox_transactions")
    .select(["account", "nonce"])
    .where("block_number", ">", number)
    .execute();
  for (const { account, nonce } of undone) {
    await transaction
      .updateTable("outbox_transactions")
      .set({ state: "signed", block_number: null, last_sent_seconds: null })
      .where("account", "=", account)
      .where("nonce", "=", nonce)
      .execute();
    await transaction
      .updateTable("outbox_items")
      .set({ state: "signed" })
      .where("account", "=", account)
      .where("nonce", "=", nonce)
      .where("state", "=", "done")
      .execute();
  }
}
