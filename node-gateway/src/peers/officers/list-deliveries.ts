import type { DeliveryRow } from "../../database/schema/peers.ts";
import type { Gateway } from "../../gateway.ts";
import { limitOf, positionOf } from "../../usecases/page.ts";
import type { Page } from "../../usecases/views.ts";
import { type DeliveryView, deliveryView } from "./delivery-view.ts";

export interface ListDeliveriesInput {
  readonly state?: DeliveryRow["state"];
  readonly partner?: number;
  readonly lane?: string;
  readonly type?: string;
  /** `next` of the page before. */
  readonly after?: string;
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
}

/** Deliveries, the oldest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listDeliveries(gateway: Gateway, input: ListDeliveriesInput): Promise<Page<DeliveryView>> {
  const limit = limitOf(input.limit);
  let query = gateway.database
    .selectFrom("deliveries")
    .selectAll()
    .orderBy("delivery_id")
    .limit(limit + 1);
  for (const column of ["state", "partner", "lane", "type"] as const) {
    const wanted = input[column];
    if (wanted !== undefined) query = query.where(column, "=", wanted as never);
  }
  if (input.after !== undefined) query = query.where("delivery_id", ">", positionOf(input.after));
  const rows = await query.execute();
  const next = rows.length > limit ? String(rows[limit - 1]?.delivery_id) : null;
  return { items: rows.slice(0, limit).map(deliveryView), next };
}
