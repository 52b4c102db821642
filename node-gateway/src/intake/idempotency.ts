import { canonicalize, hexOf, type Json, sha256, utf8Encode } from "@sealane/sdk";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";

/** A write request as far as it decides the result. */
export interface WriteRequest {
  readonly idempotencyKey: string;
  readonly actor: string;
  readonly route: string;
  readonly digest: string;
}

const KEY = /^[\x21-\x7e]{1,128}$/;

/**
 * A write request with the digest of its content.
 * @throws GatewayError IDEMPOTENCY_KEY_INVALID.
 */
export function writeRequest(
  route: string,
  { actor, idempotencyKey }: { actor: string; idempotencyKey: string },
  content: Json,
): WriteRequest {
  if (!KEY.test(idempotencyKey)) {
    throw new GatewayError("IDEMPOTENCY_KEY_INVALID", "The idempotency key is not 1 to 128 visible ASCII characters.");
  }
  return { idempotencyKey, actor, route, digest: hexOf(sha256(utf8Encode(canonicalize(content)))) };
}

/**
 * The result of the same request made before; undefined when it is new.
 * @throws GatewayError IDEMPOTENCY_CONFLICT when the key was used for another request.
 */
export async function findResult(
  database: Kysely<Schema> | Transaction<Schema>,
  { idempotencyKey, actor, route, digest }: WriteRequest,
): Promise<string | undefined> {
  const row = await database
    .selectFrom("idempotency")
    .select(["digest", "result"])
    .where("idempotency_key", "=", idempotencyKey)
    .where("actor", "=", actor)
    .where("route", "=", route)
    .executeTakeFirst();
  if (row && row.digest !== digest) {
    throw new GatewayError("IDEMPOTENCY_CONFLICT", "The idempotency key was used for another request.");
  }
  return row?.result;
}

/** Keeps the result of a request, in the transaction that carries it out. */
export async function keepResult(
  transaction: Transaction<Schema>,
  { idempotencyKey, ...request }: WriteRequest,
  { result, timeSeconds }: { result: string; timeSeconds: number },
): Promise<void> {
  await transaction
    .insertInto("idempotency")
    .values({ idempotency_key: idempotencyKey, ...request, result, time_seconds: timeSeconds })
    .execute();
}
