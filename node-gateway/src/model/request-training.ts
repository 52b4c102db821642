import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import type { Writing } from "../usecases/views.ts";
import { writeOnce } from "../usecases/write-once.ts";
import { getTraining, type TrainingView } from "./model-views.ts";

/** Asks for a training on the outcomes that are known; while one waits or goes on, that one is meant. */
export async function requestTraining(
  gateway: Gateway,
  { seed, ...writing }: Writing & { readonly seed: number },
): Promise<TrainingView> {
  const trainingId = await writeOnce(gateway, writing, {
    ...{ route: "trainModel", content: { seed } },
    work: async (transaction, timeSeconds) =>
      String(await queueTraining(transaction, { seed, actor: writing.actor, timeSeconds })),
  });
  return getTraining(gateway.database, Number(trainingId));
}

/** Queues a training; its number. */
export async function queueTraining(
  transaction: Transaction<Schema>,
  { seed, actor, timeSeconds }: { readonly seed: number; readonly actor: string; readonly timeSeconds: number },
): Promise<number> {
  const open = await transaction
    .selectFrom("model_trainings")
    .select("sequence")
    .where("state", "in", ["waiting", "growing"])
    .executeTakeFirst();
  if (open) return open.sequence;
  const { last } = await transaction
    .selectFrom("model_trainings")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  const sequence = Number(last ?? 0) + 1;
  await transaction
    .insertInto("model_trainings")
    .values({
      ...{
        sequence,
        state: "waiting",
        seed,
        lines: null,
        settings: null,
        line_count: 0,
        trees_done: 0,
        trees_total: 0,
      },
      ...{ grown: JSON.stringify({ fresh: [], known: [] }), model_digest: null, failure: null, actor },
      ...{ created_at_seconds: timeSeconds, finished_at_seconds: null },
    })
    .execute();
  return sequence;
}
