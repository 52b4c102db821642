import { hexOf, sha256, utf8Encode } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { crashPoint } from "../crash-points.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import type { PlannedCall } from "./encode.ts";
import type { Lane } from "./lane.ts";

/**
 * Signs a call under the lane's next nonce. One database transaction takes the nonce and keeps the signed bytes, so
 * that a nonce is never without its bytes, nor two transactions under one nonce. Signs nothing when an item was given up
 * since the call was planned.
 */
export async function signCall(gateway: Gateway, lane: Lane, call: PlannedCall): Promise<void> {
  const { account, nextNonce: nonce } = lane;
  const { chainId } = gateway.network;
  const { to, data, gas } = call;
  const signed = await gateway.keys.operator.signTransaction({ chainId, nonce, gas, to, data });
  await gateway.database.transaction().execute(async (transaction) => {
    if (!(await isWaiting(transaction, call))) return;
    const { numUpdatedRows } = await transaction
      .updateTable("lanes")
      .set({ next_nonce: nonce + 1 })
      .where("account", "=", account)
      .where("next_nonce", "=", nonce)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new GatewayError("INTERNAL", "Another sender uses this lane.");
    await transaction
      .insertInto("outbox_transactions")
      .values({
        account,
        nonce,
        purpose: call.purpose,
        digest: hexOf(sha256(utf8Encode(data))),
        raw: signed.raw,
        hash: signed.hash,
        state: "signed",
        block_number: null,
        first_sent_seconds: null,
        last_sent_seconds: null,
        attempts: 0,
      })
      .execute();
    await markSigned(transaction, call, { account, nonce });
    crashPoint("signing:before-commit");
  });
  crashPoint("signing:after-commit");
}

const idsOf = ({ items }: PlannedCall): number[] => items.map(({ itemId }) => itemId);

/** Whether all of its items are as they were when the call was planned. */
async function isWaiting(transaction: Transaction<Schema>, call: PlannedCall): Promise<boolean> {
  const { waiting } = await transaction
    .selectFrom("outbox_items")
    .select((row) => row.fn.countAll<number>().as("waiting"))
    .where("item_id", "in", idsOf(call))
    .where("state", "=", "waiting")
    .executeTakeFirstOrThrow();
  return Number(waiting) === call.items.length;
}

async function markSigned(
  transaction: Transaction<Schema>,
  call: PlannedCall,
  place: { account: string; nonce: number },
): Promise<void> {
  await transaction
    .updateTable("outbox_items")
    .set({ state: "signed", ...place })
    .where("item_id", "in", idsOf(call))
    .execute();
  const anchored = call.items.flatMap(({ purpose, documentId }) => (purpose === "anchor" ? [documentId] : []));
  if (anchored.length === 0) return;
  await transaction
    .updateTable("documents")
    .set({ state: "submitted" })
    .where("document_id", "in", anchored)
    .where("state", "=", "accepted")
    .execute();
}
