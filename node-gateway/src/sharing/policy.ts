import type { Policy } from "@sealane/sdk";
import type { Database } from "../database/database.ts";

/** The policy in force; version 0, which allows nothing, before the first. */
export interface StandingPolicy {
  readonly version: number;
  readonly policy: Policy;
  readonly actor: string | null;
  readonly timeSeconds: number | null;
}

/** The latest version of the standing policy. */
export async function readPolicy(database: Database): Promise<StandingPolicy> {
  const row = await database.selectFrom("policies").selectAll().orderBy("version", "desc").limit(1).executeTakeFirst();
  if (!row) return { version: 0, policy: { rules: [] }, actor: null, timeSeconds: null };
  return { version: row.version, policy: JSON.parse(row.policy), actor: row.actor, timeSeconds: row.time_seconds };
}
