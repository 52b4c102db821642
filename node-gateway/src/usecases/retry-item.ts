import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import type { OutboxItemView } from "../outbox/item-view.ts";
import { type MendItemInput, mendItem } from "./mend-item.ts";

/**
 * Lets an item that was refused, or given up, wait for the chain again: after whatever it was refused for is mended.
 * @throws ITEM_NOT_FOUND, ITEM_NOT_REFUSED, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
 */
export const retryItem = (gateway: Gateway, input: MendItemInput): Promise<OutboxItemView> =>
  mendItem(gateway, input, {
    route: "retryItem",
    from: ["refused", "cancelled"],
    otherwise: new GatewayError("ITEM_NOT_REFUSED", "The item waits, was sent or is done; nothing refused it."),
    // Its age begins anew, or the outbox would seem to have stood still since it was refused.
    item: { state: "waiting", refusal: null, account: null, nonce: null, created_at_seconds: gateway.clock() },
    document: { state: "accepted", refusal: null },
  });
