import {
  chooseSettings,
  type Grown,
  growTrees,
  type LabelledLine,
  modelDigest,
  modelOf,
  TRAIN_DEFAULTS,
  type TrainingSet,
  type TrainSettings,
  trainingSetOf,
  writeModel,
} from "@sealane/sdk";
import { crashPoint } from "../crash-points.ts";
import type { Database } from "../database/database.ts";
import type { ModelTrainingRow } from "../database/schema/model.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { labelledLines } from "./labelled-lines.ts";

/** So many trees are grown between two checkpoints: a process that is killed loses no more. */
const CHECKPOINT_TREES = 10;
/** Fewer outcomes teach nothing. */
export const LEAST_OUTCOMES = 50;
/** So many lines are kept beside a model, to see how later ones drift from them. */
const REFERENCE_LINES = 2_000;

type Training = Pick<Gateway, "database" | "clock" | "log">;

/** What each database's training is grown on, so that not every round encodes it anew. */
const SETS = new WeakMap<Database, { readonly sequence: number; readonly set: TrainingSet }>();

/**
 * One round of training: begins what waits, or grows some trees and keeps them. Every step is named by how far it is, so
 * that a process which was killed goes on from the last checkpoint and ends with the same bytes. Whether it did anything.
 */
export async function trainingTick(gateway: Training): Promise<boolean> {
  const row = await gateway.database
    .selectFrom("model_trainings")
    .selectAll()
    .where("state", "in", ["waiting", "growing"])
    .orderBy("sequence")
    .limit(1)
    .executeTakeFirst();
  if (!row) return false;
  if (row.state === "waiting") await begin(gateway, row);
  else await grow(gateway, row);
  return true;
}

/** Takes the lines down as they stand, and chooses settings on the newest of them. */
async function begin({ database, clock }: Training, row: ModelTrainingRow): Promise<void> {
  const lines = await labelledLines(database);
  const wrong = lines.filter((line) => line.wrong === 1).length;
  const failure = lines.length < LEAST_OUTCOMES ? "TOO_FEW_OUTCOMES" : wrong % lines.length === 0 ? "ONE_CLASS" : null;
  if (failure !== null) {
    const failed = { state: "failed", failure, line_count: lines.length, finished_at_seconds: clock() } as const;
    await database.updateTable("model_trainings").set(failed).where("sequence", "=", row.sequence).execute();
    return;
  }
  const settings = chooseSettings(lines, { ...TRAIN_DEFAULTS, seed: row.seed });
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

function setOf(database: Database, row: ModelTrainingRow): TrainingSet {
  const ready = SETS.get(database);
  if (ready?.sequence === row.sequence) return ready.set;
  const lines = JSON.parse(row.lines ?? "[]") as LabelledLine[];
  const set = trainingSetOf(lines, JSON.parse(row.settings ?? "{}") as TrainSettings);
  SETS.set(database, { sequence: row.sequence, set });
  return set;
}

async function grow(gateway: Training, row: ModelTrainingRow): Promise<void> {
  const { database } = gateway;
  const set = setOf(database, row);
  const before = JSON.parse(row.grown) as Grown;
  const grown = { fresh: [...before.fresh], known: [...before.known] };
  let count = 0;
  for (const { name, tree } of growTrees(set, before)) {
    grown[name].push(tree);
    if (++count === CHECKPOINT_TREES) break;
    // Requests are answered between two trees.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (count === 0) return finish(gateway, row, { set, grown });
  crashPoint("training:before-commit");
  await database
    .updateTable("model_trainings")
    .set({ grown: JSON.stringify(grown), trees_done: row.trees_done + count })
    .where("sequence", "=", row.sequence)
    .where("trees_done", "=", row.trees_done)
    .execute();
  crashPoint("training:after-commit");
}

/** The model and the end of its training, in one transaction. A model that is there already comes to be the newest. */
async function finish(
  { database, clock, log }: Training,
  { sequence }: ModelTrainingRow,
  { set, grown }: { readonly set: TrainingSet; readonly grown: Grown },
): Promise<void> {
  const model = modelOf(set, grown);
  const digest = modelDigest(model);
  const step = Math.max(1, Math.ceil(set.lines.length / REFERENCE_LINES));
  const reference = set.lines.filter((_, place) => place % step === 0).map(({ line }) => line);
  await database.transaction().execute(async (transaction) => {
    const { last } = await transaction
      .selectFrom("models")
      .select((row) => row.fn.max("sequence").as("last"))
      .executeTakeFirstOrThrow();
    await transaction.deleteFrom("models").where("digest", "=", digest).execute();
    await transaction
      .insertInto("models")
      .values({
        ...{ digest, sequence: Number(last ?? 0) + 1, model: new TextDecoder().decode(writeModel(model)) },
        ...{ reference: JSON.stringify(reference), health: null, created_at_seconds: clock() },
      })
      .execute();
    await transaction
      .updateTable("model_trainings")
      .set({ state: "done", model_digest: digest, lines: null, grown: "{}", finished_at_seconds: clock() })
      .where("sequence", "=", sequence)
      .execute();
    const data = { digest, trainingId: sequence, lines: set.lines.length };
    const trained = { type: "sealane.model.trained", subject: digest, data, timeSeconds: clock() } as const;
    await appendEvent(transaction, { ...trained, occasion: [sequence] });
  });
  SETS.delete(database);
  log.info({ digest, lines: set.lines.length }, "A model was trained.");
}
