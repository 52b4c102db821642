import type { Hex32, ModelCard } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { ModelTrainingRow } from "../database/schema/model.ts";
import { GatewayError } from "../errors.ts";
import { currentModel } from "./current-model.ts";
import type { ModelHealth } from "./health.ts";

/** The newest model, for people. */
export interface ModelView {
  readonly digest: Hex32;
  readonly card: ModelCard;
  /** Names of what it reads. */
  readonly features: readonly string[];
  readonly createdAtSeconds: number;
  /** Null before it was judged first. */
  readonly health: ModelHealth | null;
}

/** How far a training is. */
export interface TrainingView {
  readonly trainingId: number;
  readonly state: ModelTrainingRow["state"];
  readonly seed: number;
  readonly lines: number;
  readonly treesDone: number;
  readonly treesTotal: number;
  readonly modelDigest: Hex32 | null;
  readonly failure: string | null;
  readonly createdAtSeconds: number;
  readonly finishedAtSeconds: number | null;
}

/** The newest model. @throws GatewayError MODEL_NOT_FOUND before the first */
export async function getModel(database: Database): Promise<ModelView> {
  const model = await currentModel(database);
  if (!model) throw new GatewayError("MODEL_NOT_FOUND", "No model was trained here yet.");
  const { digest, scorer, createdAtSeconds, health } = model;
  const features = [...scorer.model.measures, ...scorer.model.keys];
  return { digest, card: scorer.model.card, features, createdAtSeconds, health };
}

/** A training. @throws GatewayError TRAINING_NOT_FOUND */
export async function getTraining(database: Database, trainingId: number): Promise<TrainingView> {
  const row = await database
    .selectFrom("model_trainings")
    .select(["sequence", "state", "seed", "line_count", "trees_done", "trees_total", "model_digest", "failure"])
    .select(["created_at_seconds", "finished_at_seconds"])
    .where("sequence", "=", trainingId)
    .executeTakeFirst();
  if (!row) throw new GatewayError("TRAINING_NOT_FOUND", "There is no such training.");
  return {
    ...{ trainingId: row.sequence, state: row.state, seed: row.seed, lines: row.line_count },
    ...{ treesDone: row.trees_done, treesTotal: row.trees_total, modelDigest: row.model_digest },
    ...{ failure: row.failure, createdAtSeconds: row.created_at_seconds, finishedAtSeconds: row.finished_at_seconds },
  };
}
