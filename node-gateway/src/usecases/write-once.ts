import type { Json } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { findResult, keepResult, writeRequest } from "../intake/idempotency.ts";
import { chainNow } from "../sharing/clock.ts";
import type { Writing } from "./views.ts";

export interface Once {
  /** The operation's name: of the route, and of the entry in the audit log. */
  readonly route: string;
  /** What makes two requests the same. */
  readonly content: Json;
  /** Writes down what was asked, and names what it is about; `timeSeconds` is not before the index's block. */
  readonly work: (transaction: Transaction<Schema>, timeSeconds: number) => Promise<string>;
}

/**
 * Carries a write request out once: the work, its audit entry and its idempotency record in one transaction. What the
 * work named, also when the request is repeated.
 * @throws IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT and what the work throws.
 */
export async function writeOnce(gateway: Gateway, writing: Writing, { route, content, work }: Once): Promise<string> {
  const request = writeRequest(route, writing, content);
  const timeSeconds = gateway.clock();
  const now = await chainNow(gateway);
  return gateway.database.transaction().execute(async (transaction) => {
    const earlier = await findResult(transaction, request);
    if (earlier !== undefined) return earlier;
    const subject = await work(transaction, now);
    await appendAudit(transaction, { action: route, actor: writing.actor, subject, timeSeconds });
    await keepResult(transaction, request, { result: subject, timeSeconds });
    return subject;
  });
}
