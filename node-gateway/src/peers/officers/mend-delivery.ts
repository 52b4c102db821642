import { appendAudit } from "../../audit/append-audit.ts";
import type { DeliveryRow } from "../../database/schema/peers.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { findResult, keepResult, writeRequest } from "../../intake/idempotency.ts";
import type { Writing } from "../../usecases/views.ts";
import { renewed } from "../reconciling/reconcile.ts";
import { type DeliveryView, deliveryView } from "./delivery-view.ts";

export interface MendDeliveryInput extends Writing {
  readonly deliveryId: number;
}

interface Mending {
  readonly route: string;
  /** States that it can be mended from, and what is thrown in any other. */
  readonly from: readonly DeliveryRow["state"][];
  readonly otherwise: GatewayError;
  change(delivery: DeliveryRow): Partial<DeliveryRow>;
}

/**
 * Lets a delivery that was given up wait again, signed anew for as long as it was meant to at first. Its place in its lane
 * is the one it had: what was queued after it and is still waiting comes after it.
 * @throws DELIVERY_NOT_FOUND, DELIVERY_NOT_DEAD, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
 */
export const retryDelivery = (gateway: Gateway, input: MendDeliveryInput): Promise<DeliveryView> =>
  mend(gateway, input, {
    route: "retryDelivery",
    from: ["dead", "cancelled"],
    otherwise: new GatewayError("DELIVERY_NOT_DEAD", "The delivery waits, or its partner has it."),
    change: (delivery) => renewed(gateway, delivery),
  });

/**
 * Gives a delivery up. One that is on its way at this moment may still arrive; then it shows as acknowledged.
 * @throws DELIVERY_NOT_FOUND, DELIVERY_NOT_OPEN, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
 */
export const cancelDelivery = (gateway: Gateway, input: MendDeliveryInput): Promise<DeliveryView> =>
  mend(gateway, input, {
    route: "cancelDelivery",
    from: ["waiting", "dead"],
    otherwise: new GatewayError("DELIVERY_NOT_OPEN", "The delivery's partner has it, or it was cancelled."),
    change: () => ({ state: "cancelled", settled_at_seconds: gateway.clock() }),
  });

async function mend(gateway: Gateway, input: MendDeliveryInput, mending: Mending): Promise<DeliveryView> {
  const { deliveryId, actor } = input;
  const request = writeRequest(mending.route, input, { deliveryId });
  const timeSeconds = gateway.clock();
  return gateway.database.transaction().execute(async (transaction) => {
    const find = () =>
      transaction.selectFrom("deliveries").selectAll().where("delivery_id", "=", deliveryId).executeTakeFirst();
    const before = await find();
    if (!before) throw new GatewayError("DELIVERY_NOT_FOUND", "There is no delivery of this number.");
    if ((await findResult(transaction, request)) !== undefined) return deliveryView(before);
    if (!mending.from.includes(before.state)) throw mending.otherwise;
    const change = mending.change(before);
    await transaction.updateTable("deliveries").set(change).where("delivery_id", "=", deliveryId).execute();
    await appendAudit(transaction, { action: mending.route, actor, subject: `delivery ${deliveryId}`, timeSeconds });
    await keepResult(transaction, request, { result: String(deliveryId), timeSeconds });
    return deliveryView({ ...before, ...change });
  });
}
