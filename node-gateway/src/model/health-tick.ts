import type { Gateway } from "../gateway.ts";
import { currentModel } from "./current-model.ts";
import { judgeHealth } from "./health.ts";

/** Judges the newest model anew. An unhealthy one steps aside until it is well again or another one is trained. */
export async function healthTick({ database, clock, log }: Pick<Gateway, "database" | "clock" | "log">): Promise<void> {
  const model = await currentModel(database);
  if (!model) return;
  const { digest, scorer, health: before } = model;
  const health = await judgeHealth(database, { digest, scorer, timeSeconds: clock() });
  await database
    .updateTable("models")
    .set({ health: JSON.stringify(health) })
    .where("digest", "=", digest)
    .execute();
  if (!health.isHealthy && before?.isHealthy !== false) log.warn({ digest }, "The model is unhealthy and steps aside.");
}
