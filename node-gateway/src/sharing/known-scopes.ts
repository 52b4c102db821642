import { type Hex32, SCOPES, type Scope, scopeDigest } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Database } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";

const NAMED: ReadonlyMap<Hex32, Scope> = new Map(SCOPES.map(({ name }) => [scopeDigest(name), name]));

/** The scope of a digest: a named one, or a list that this member made or was told of; undefined for any other. */
export async function scopeOfDigest(database: Database, digest: Hex32): Promise<Scope | undefined> {
  const named = NAMED.get(digest);
  if (named !== undefined) return named;
  const row = await database.selectFrom("known_scopes").select("scope").where("digest", "=", digest).executeTakeFirst();
  return row && (JSON.parse(row.scope) as Scope);
}

/** Keeps a scope, since the chain has its digest only. */
export async function keepScope(transaction: Transaction<Schema>, scope: Scope): Promise<void> {
  const digest = scopeDigest(scope);
  if (NAMED.has(digest)) return;
  await transaction
    .insertInto("known_scopes")
    .values({ digest, scope: JSON.stringify(scope) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
