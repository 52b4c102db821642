import type { Grown, LabelledLine, TrainSettings } from "@sealane/sdk";
import { crashPoint } from "../crash-points.ts";
import type { Database } from "../database/database.ts";
import type { ModelTrainingRow } from "../database/schema/model.ts";
import { isRetryable } from "../errors.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { type Answers, askThread, endThread, type TrainingThread, threadOf } from "./ask-thread.ts";
import { labelledLines } from "./labelled-lines.ts";

/** So many trees are grown between two checkpoints: a process that is killed loses no more. */
const CHECKPOINT_TREES = 10;
/** Fewer outcomes teach nothing. */
const LEAST_OUTCOMES = 50;
/** So many lines are kept beside a model, to see how later ones drift from them. */
const REFERENCE_LINES = 2_000;

type Training = Pick<Gateway, "database" | "clock" | "log">;

/**
 * One round of training: begins what waits, or grows some trees and keeps them. Every step is named by how far it is, so
 * that a process which was killed goes on from the last checkpoint and ends with the same bytes. Whether it did anything.
 */
export async function trainingTick(gateway: Training): Promise<boolean> {
  const { database, log, clock } = gateway;
  const row = await database
    .selectFrom("model_trainings")
    .select(["sequence", "state", "seed", "settings", "trees_done", "grown"])
    .where("state", "in", ["waiting", "growing"])
    .orderBy("sequence")
    .limit(1)
    .executeTakeFirst();
  if (!row) return false;
  try {
    await (row.state === "waiting" ? begin(gateway, row) : grow(gateway, row));
  } catch (error) {
    if (isRetryable(error)) throw error;
    // It would go wrong again: a training that stands still would keep every later one from beginning.
    log.error({ trainingId: row.sequence, err: error }, "A training failed.");
    await fail(database, row, { failure: "INTERNAL", timeSeconds: clock() });
  }
  return true;
}

/** What every round reads of a training: not its lines, which are large. */
type Row = Pick<ModelTrainingRow, "sequence" | "state" | "seed" | "settings" | "trees_done" | "grown">;

async function fail(
  database: Database,
  { sequence }: Row,
  { failure, timeSeconds }: { readonly failure: string; readonly timeSeconds: number },
): Promise<void> {
  const failed = { state: "failed", failure, lines: null, finished_at_seconds: timeSeconds } as const;
  await database.updateTable("model_trainings").set(failed).where("sequence", "=", sequence).execute();
}

async function linesOf(database: Database, { sequence }: Row): Promise<LabelledLine[]> {
  const { lines } = await database
    .selectFrom("model_trainings")
    .select("lines")
    .where("sequence", "=", sequence)
    .executeTakeFirstOrThrow();
  return JSON.parse(lines ?? "[]") as LabelledLine[];
}

/** Takes the lines down as they stand, and chooses settings on the newest of them. */
async function begin({ database, clock }: Training, row: Row): Promise<void> {
  const lines = await labelledLines(database);
  const wrong = lines.filter((line) => line.wrong === 1).length;
  const failure = lines.length < LEAST_OUTCOMES ? "TOO_FEW_OUTCOMES" : wrong % lines.length === 0 ? "ONE_CLASS" : null;
  if (failure !== null) return fail(database, row, { failure, timeSeconds: clock() });
  const settings = await askThread(threadOf(database), "choose", { lines, seed: row.seed });
  const { fresh, known } = settings.trees;
  await database
    .updateTable("model_trainings")
    .set({
      ...{ state: "growing", lines: JSON.stringify(lines), settings: JSON.stringify(settings) },
      ...{ line_count: lines.length, trees_total: fresh + known },
    })
    .where("sequence", "=", row.sequence)
    .where("state", "=", "waiting")
    .execute();
}

/** The thread with the training's lines, handed to it when it does not hold them yet. */
async function threadWith(database: Database, row: Row): Promise<TrainingThread> {
  const thread = threadOf(database);
  if (thread.holds === row.sequence) return thread;
  const lines = await linesOf(database, row);
  await askThread(thread, "hold", { lines, settings: JSON.parse(row.settings ?? "{}") as TrainSettings });
  thread.holds = row.sequence;
  return thread;
}

async function grow(gateway: Training, row: Row): Promise<void> {
  const { database } = gateway;
  const thread = await threadWith(database, row);
  const before = JSON.parse(row.grown) as Grown;
  const trees = await askThread(thread, "grow", { grown: before, count: CHECKPOINT_TREES });
  if (trees.length === 0) return finish(gateway, row, await askThread(thread, "finish", { grown: before }));
  const grown = { fresh: [...before.fresh], known: [...before.known] };
  for (const { name, tree } of trees) grown[name].push(tree);
  crashPoint("training:before-commit");
  await database
    .updateTable("model_trainings")
    .set({ grown: JSON.stringify(grown), trees_done: row.trees_done + trees.length })
    .where("sequence", "=", row.sequence)
    .where("trees_done", "=", row.trees_done)
    .execute();
  crashPoint("training:after-commit");
}

/** The model and the end of its training, in one transaction. A model that is there already comes to be the newest. */
async function finish(
  { database, clock, log }: Training,
  row: Row,
  { digest, text }: Answers["finish"],
): Promise<void> {
  const { sequence } = row;
  const lines = (await linesOf(database, row)).map(({ line }) => line);
  const step = Math.max(1, Math.ceil(lines.length / REFERENCE_LINES));
  const reference = lines.filter((_, place) => place % step === 0);
  await database.transaction().execute(async (transaction) => {
    const { last } = await transaction
      .selectFrom("models")
      .select((models) => models.fn.max("sequence").as("last"))
      .executeTakeFirstOrThrow();
    await transaction.deleteFrom("models").where("digest", "=", digest).execute();
    await transaction
      .insertInto("models")
      .values({
        ...{ digest, sequence: Number(last ?? 0) + 1, model: text },
        ...{ reference: JSON.stringify(reference), health: null, created_at_seconds: clock() },
      })
      .execute();
    await transaction
      .updateTable("model_trainings")
      .set({ state: "done", model_digest: digest, lines: null, grown: "{}", finished_at_seconds: clock() })
      .where("sequence", "=", sequence)
      .execute();
    const data = { digest, trainingId: sequence, lines: lines.length };
    const trained = { type: "sealane.model.trained", subject: digest, data, timeSeconds: clock() } as const;
    await appendEvent(transaction, { ...trained, occasion: [sequence] });
  });
  await endThread(database);
  log.info({ digest, lines: lines.length }, "A model was trained.");
}
