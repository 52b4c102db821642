import { readEnvelope } from "@sealane/sdk";
import type { DeliveryRow } from "../../database/schema/peers.ts";
import { appendEvent } from "../../events/append-event.ts";
import type { Gateway } from "../../gateway.ts";
import { backOff } from "../wire/jitter.ts";
import type { BelievedReceipt, NoReceipt } from "./judge-answer.ts";
import { signAnew } from "./queue-delivery.ts";

/** Missing attachments are fetched meanwhile, so the next attempt is soon. */
const MAX_MISSING_PAUSE_SECONDS = 60;
/** Answers that are none, to one delivery, after which its lane goes on without it. */
const MAX_UNANSWERED = 60;

/** Writes down what a delivery's partner signed; whether it is settled for good. */
export async function settleByReceipt(
  gateway: Gateway,
  delivery: DeliveryRow,
  { jws, receipt, row }: BelievedReceipt,
): Promise<boolean> {
  if (row.isAccepted) {
    // Also when it was cancelled meanwhile: the partner has it, whatever was wished.
    await change(gateway, delivery, { state: "acknowledged", receipt: jws, reason: null }, "any");
    return true;
  }
  if (!row.isFinal) {
    const pause = backOff(gateway, delivery.attempts + 1, MAX_MISSING_PAUSE_SECONDS);
    await again(gateway, delivery, { reason: receipt.code, pause, receipt: jws });
    return false;
  }
  if (receipt.code === "BSIG" && wasSignedBefore(gateway, delivery)) {
    // The key was replaced, or declared stolen, while this waited: what it says is the same.
    const { claims } = readEnvelope(delivery.envelope);
    await change(gateway, delivery, { ...signAnew(gateway, claims), attempts: delivery.attempts + 1 });
    return false;
  }
  await bury(gateway, delivery, { reason: receipt.code, receipt: jws });
  return true;
}

/** Notes an attempt that got no answer that counts; whether the delivery is given up after many. */
export async function settleByFault(
  gateway: Gateway,
  delivery: DeliveryRow,
  { reason, isOfThis }: NoReceipt,
): Promise<boolean> {
  if (isOfThis && delivery.attempts + 1 >= MAX_UNANSWERED) {
    await bury(gateway, delivery, { reason });
    return true;
  }
  await again(gateway, delivery, { reason, pause: backOff(gateway, delivery.attempts + 1) });
  return false;
}

/** Gives a delivery up: its lane goes on, and an officer sees it with the reason. */
export async function bury(
  gateway: Gateway,
  delivery: DeliveryRow,
  { reason, receipt = null }: { reason: string; receipt?: string | null },
): Promise<void> {
  const { delivery_id: deliveryId, partner, type } = delivery;
  gateway.log.warn({ deliveryId, partner, reason }, "A delivery is given up");
  await gateway.database.transaction().execute(async (transaction) => {
    const dead = { ...gateway, database: transaction };
    if (!(await change(dead, delivery, { state: "dead", reason, receipt }))) return;
    await appendEvent(transaction, {
      type: "sealane.delivery.dead",
      subject: delivery.envelope_id,
      data: { deliveryId, partner, envelopeType: type, reason },
      timeSeconds: gateway.clock(),
      occasion: [delivery.digest],
    });
  });
}

async function again(
  gateway: Gateway,
  delivery: DeliveryRow,
  { reason, pause, receipt }: { reason: string; pause: number; receipt?: string },
): Promise<void> {
  const next_attempt_seconds = gateway.clock() + pause;
  await change(gateway, delivery, {
    ...{ attempts: delivery.attempts + 1, next_attempt_seconds, reason },
    ...(receipt !== undefined && { receipt }),
  });
}

/** Changes a delivery that still waits, and whether it did; one that an officer cancelled meanwhile stays so. */
async function change(
  { database, clock }: Gateway,
  delivery: DeliveryRow,
  set: Partial<DeliveryRow>,
  from: "waiting" | "any" = "waiting",
): Promise<boolean> {
  const isSettled = set.state !== undefined;
  const query = database
    .updateTable("deliveries")
    .set({ ...set, ...(isSettled && { settled_at_seconds: clock(), attempts: delivery.attempts + 1 }) })
    .where("delivery_id", "=", delivery.delivery_id)
    .where("digest", "=", delivery.digest);
  const changed = from === "waiting" ? query.where("state", "=", "waiting") : query;
  return (await changed.executeTakeFirst()).numUpdatedRows > 0n;
}

const wasSignedBefore = ({ keys }: Gateway, { envelope }: DeliveryRow): boolean =>
  readEnvelope(envelope).jws.kid !== keys.statement.kid;
