import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { currentModel } from "./current-model.ts";
import { judgeHealth } from "./health.ts";

/** Judges the newest model anew. An unhealthy one steps aside until it is well again or another one is trained. */
export async function healthTick({ database, clock, log }: Pick<Gateway, "database" | "clock" | "log">): Promise<void> {
  const model = await currentModel(database);
  if (!model) return;
  const { digest, scorer, health: before } = model;
  const health = await judgeHealth(database, { digest, scorer, timeSeconds: clock() });
  const { isHealthy, reasons, judgedAtSeconds } = health;
  const isChanged = isHealthy !== (before?.isHealthy ?? true);
  await database.transaction().execute(async (transaction) => {
    const judged = { health: JSON.stringify(health) };
    await transaction.updateTable("models").set(judged).where("digest", "=", digest).execute();
    if (!isChanged) return;
    const fact = { type: "sealane.model.judged", subject: digest, timeSeconds: judgedAtSeconds } as const;
    await appendEvent(transaction, { ...fact, data: { isHealthy, reasons }, occasion: [judgedAtSeconds] });
  });
  if (isChanged && !isHealthy) log.warn({ digest }, "The model is unhealthy and steps aside.");
}
