import { type Calls, newKey } from "./calls.ts";
import type * as M from "./model-views.ts";

/** The model that scores declarations, and its trainings. */
export interface ModelClient {
  getModel(): Promise<M.ModelView>;
  trainModel(training?: { seed?: number }, idempotencyKey?: string): Promise<M.TrainingView>;
  getTraining(trainingId: number): Promise<M.TrainingView>;
}

/** The part of a client that is about models. */
export function createModel({ get, post }: Calls): ModelClient {
  return {
    getModel: () => get("/v1/model"),
    trainModel: (json = {}, idempotencyKey = newKey()) => post("/v1/model/trainings", { json, idempotencyKey }),
    getTraining: (trainingId) => get(`/v1/model/trainings/${trainingId}`),
  };
}
