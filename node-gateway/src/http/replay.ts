import type { Gateway } from "../gateway.ts";

export interface KeyedRequest {
  readonly operationId: string;
  readonly actor: string;
  readonly idempotencyKey: string;
}

/**
 * Whether a request repeats one that was answered, so that the answer can say so. Whether it is the same request the use
 * case judges, in its transaction; this only looks, and a race at most leaves the mark out.
 */
export async function isReplay({ database }: Gateway, request: KeyedRequest): Promise<boolean> {
  if (request.idempotencyKey === "") return false;
  const row = await database
    .selectFrom("idempotency")
    .select("digest")
    .where("idempotency_key", "=", request.idempotencyKey)
    .where("actor", "=", request.actor)
    .where("route", "=", request.operationId)
    .executeTakeFirst();
  return row !== undefined;
}
