import { crashPoint } from "../crash-points.ts";
import type { OutboxTransactionRow } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { resizeWindow } from "./lane.ts";

/** A node that was killed forgets its pool, so the same bytes are sent again until a block has them. */
const RESEND_SECONDS = 2;
/** A node may be cut off and take everything: after so long all nodes get it. */
const SEND_TO_ALL_SECONDS = 10;

/**
 * Sends what is signed and not in a block yet, by rising nonce, always the stored bytes.
 * @throws GatewayError CHAIN_UNAVAILABLE, CHAIN_REFUSED.
 */
export async function broadcast(gateway: Gateway): Promise<void> {
  const now = gateway.clock();
  const rows = await gateway.database
    .selectFrom("outbox_transactions")
    .selectAll()
    .where("account", "=", gateway.keys.operator.address)
    .where("state", "=", "signed")
    .where((row) =>
      row.or([row("last_sent_seconds", "is", null), row("last_sent_seconds", "<=", now - RESEND_SECONDS)]),
    )
    .orderBy("nonce")
    .execute();
  for (const row of rows) if (!(await sendRow(gateway, row, now))) return;
}

/** False when the node takes no later nonce now. */
async function sendRow(gateway: Gateway, row: OutboxTransactionRow, now: number): Promise<boolean> {
  const waited = now - (row.first_sent_seconds ?? now);
  crashPoint("sending:before-broadcast");
  const outcome = await gateway.chain.send(row.raw, waited >= SEND_TO_ALL_SECONDS ? "all" : "one");
  crashPoint("sending:after-broadcast");
  if (outcome === "nonceTooDistant") {
    await resizeWindow(gateway, "shrink");
    return false;
  }
  await gateway.database
    .updateTable("outbox_transactions")
    .set({
      first_sent_seconds: row.first_sent_seconds ?? now,
      last_sent_seconds: now,
      attempts: row.attempts + 1,
    })
    .where("account", "=", row.account)
    .where("nonce", "=", row.nonce)
    .execute();
  return true;
}
