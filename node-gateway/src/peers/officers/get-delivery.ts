import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { type DeliveryView, deliveryView } from "./delivery-view.ts";

/** One delivery. @throws DELIVERY_NOT_FOUND */
export async function getDelivery(
  { database }: Gateway,
  { deliveryId }: { readonly deliveryId: number },
): Promise<DeliveryView> {
  const row = await database
    .selectFrom("deliveries")
    .selectAll()
    .where("delivery_id", "=", deliveryId)
    .executeTakeFirst();
  if (row) return deliveryView(row);
  throw new GatewayError("DELIVERY_NOT_FOUND", "There is no delivery of this number.");
}
