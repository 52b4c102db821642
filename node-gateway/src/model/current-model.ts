import { type Hex32, readModel, type Scorer, scorerOf } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { ModelHealth } from "./health.ts";

export interface CurrentModel {
  readonly digest: Hex32;
  readonly scorer: Scorer;
  readonly createdAtSeconds: number;
  /** Null before it was judged first: nothing speaks against it yet. */
  readonly health: ModelHealth | null;
}

/** The scorer that each database used last: reading a model takes longer than scoring by it. */
const READY = new WeakMap<Database, { readonly digest: Hex32; readonly scorer: Scorer }>();

/** The newest model, ready to score; undefined before the first. */
export async function currentModel(database: Database): Promise<CurrentModel | undefined> {
  const newest = await database
    .selectFrom("models")
    .select(["digest", "health", "created_at_seconds"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!newest) return undefined;
  const scorer = READY.get(database)?.digest === newest.digest ? READY.get(database)?.scorer : undefined;
  return {
    digest: newest.digest,
    scorer: scorer ?? (await makeReady(database, newest.digest)),
    createdAtSeconds: newest.created_at_seconds,
    health: newest.health === null ? null : (JSON.parse(newest.health) as ModelHealth),
  };
}

async function makeReady(database: Database, digest: Hex32): Promise<Scorer> {
  const { model } = await database
    .selectFrom("models")
    .select("model")
    .where("digest", "=", digest)
    .executeTakeFirstOrThrow();
  const scorer = scorerOf(readModel(new TextEncoder().encode(model)));
  READY.set(database, { digest, scorer });
  return scorer;
}
