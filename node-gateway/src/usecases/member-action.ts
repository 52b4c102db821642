import type { Json } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import type { Gateway } from "../gateway.ts";
import { findResult, keepResult, writeRequest } from "../intake/idempotency.ts";
import { itemView } from "../outbox/item-view.ts";
import { type MemberAction, queueItem } from "../outbox/items.ts";
import type { ItemView, Writing } from "./views.ts";

export type { MemberAction } from "../outbox/items.ts";

export interface MemberActionView extends ItemView {
  readonly itemId: number;
  readonly action: MemberAction["action"];
}

/** Queues a change of this member's own entry for the chain. @throws IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT */
export async function memberAction(
  gateway: Gateway,
  input: Writing & { readonly change: MemberAction },
): Promise<MemberActionView> {
  const { change, actor } = input;
  const request = writeRequest("memberAction", input, change as unknown as Json);
  const timeSeconds = gateway.clock();
  const itemId = await gateway.database.transaction().execute(async (transaction) => {
    const earlier = await findResult(transaction, request);
    if (earlier !== undefined) return Number(earlier);
    const queued = await queueItem(transaction, { purpose: "member", documentId: null, payload: change }, timeSeconds);
    const subject = `member ${gateway.memberId}`;
    await appendAudit(transaction, { action: change.action, actor, subject, timeSeconds });
    await keepResult(transaction, request, { result: String(queued), timeSeconds });
    return queued;
  });
  return { itemId, action: change.action, ...(await itemView(gateway, itemId)) };
}
