import { type Facts, type Hex32, linesOfFacts, type Signal, scoreDeclaration } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { currentModel } from "./current-model.ts";

/** What a model reads of a declaration. */
export interface Judged {
  readonly documentId: Hex32;
  readonly issuer: number;
  readonly facts: Facts;
}

/** What a model says of a declaration. */
export interface ModelOpinion {
  /** Chance that it is wrong, 0 to 1. */
  readonly score: number;
  readonly signal: Signal;
  readonly digest: Hex32;
}

/**
 * What the model says of a declaration: undefined before the first training and while the model is unhealthy, and then
 * rules go on without. What it read is noted either way, so that an outcome can teach the next one.
 */
export async function modelOpinion(
  { database, clock }: Pick<Gateway, "database" | "clock">,
  { documentId, issuer, facts }: Judged,
): Promise<ModelOpinion | undefined> {
  const model = await currentModel(database);
  const currency = (await firstCurrency(database)) ?? facts.value?.currency;
  const scored = model && scoreDeclaration(model.scorer, facts, currency);
  const heard = model && scored && model.health?.isHealthy !== false ? { model, scored } : undefined;
  await database.transaction().execute(async (transaction) => {
    const { last } = await transaction
      .selectFrom("model_lines")
      .select((row) => row.fn.max("sequence").as("last"))
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("model_lines")
      .values({
        ...{ document_id: documentId, sequence: Number(last ?? 0) + 1, issuer, office: facts.customsOffice ?? null },
        ...{ lines: JSON.stringify(linesOfFacts(facts, { currency })), currency: facts.value?.currency ?? null },
        // Scores of an unhealthy model are noted too: how else would it be seen to be well again?
        ...{ model_digest: model?.digest ?? null, score: scored ? String(scored.signal.score) : null },
        noted_at_seconds: clock(),
      })
      .onConflict((conflict) => conflict.column("document_id").doNothing())
      .execute();
  });
  return heard && { score: heard.scored.signal.score, signal: heard.scored.signal, digest: heard.model.digest };
}

/** The currency that values are read in: that of the first declaration which stated one. There are no rates here. */
async function firstCurrency(database: Database): Promise<string | undefined> {
  const first = await database
    .selectFrom("model_lines")
    .select("currency")
    .where("currency", "is not", null)
    .orderBy("sequence")
    .limit(1)
    .executeTakeFirst();
  return first?.currency ?? undefined;
}
