import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import type { OutboxItemView } from "../outbox/item-view.ts";
import { type MendItemInput, mendItem } from "./mend-item.ts";

const CANCELLED = "Cancelled";

/**
 * Gives an item up that waits or was refused. What is signed can no longer be held back: some node may have it.
 * @throws ITEM_NOT_FOUND, ITEM_NOT_OPEN, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
 */
export const cancelItem = (gateway: Gateway, input: MendItemInput): Promise<OutboxItemView> =>
  mendItem(gateway, input, {
    route: "cancelItem",
    from: ["waiting", "refused"],
    otherwise: new GatewayError("ITEM_NOT_OPEN", "The item was sent, is done or was given up already."),
    item: { state: "cancelled", refusal: CANCELLED },
    document: { state: "refused", refusal: CANCELLED },
  });
