import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";

/** Longer than clocks may be apart or be set back: a token forgotten too early could be used again. */
const KEPT_AFTER_END_S = 3600;

export interface UsedToken {
  readonly issuer: number;
  readonly jti: string;
  readonly expiresAtSeconds: number;
}

/**
 * Notes that a token is used, in the transaction of what it is used for: both happen, or neither.
 * @throws GatewayError PEER_TOKEN_REPLAYED when it was used before.
 */
export async function rememberToken(transaction: Transaction<Schema>, token: UsedToken): Promise<void> {
  const row = await transaction
    .insertInto("seen_tokens")
    .values({ issuer: token.issuer, jti: token.jti, expires_at_seconds: token.expiresAtSeconds })
    .onConflict((conflict) => conflict.columns(["issuer", "jti"]).doNothing())
    .returning("jti")
    .executeTakeFirst();
  if (row === undefined) throw new GatewayError("PEER_TOKEN_REPLAYED", "The member's token was used before.");
}

/** Forgets tokens that are refused for their age anyway; a worker does this now and then. */
export async function forgetTokens(transaction: Transaction<Schema>, nowSeconds: number): Promise<void> {
  await transaction
    .deleteFrom("seen_tokens")
    .where("expires_at_seconds", "<", nowSeconds - KEPT_AFTER_END_S)
    .execute();
}
