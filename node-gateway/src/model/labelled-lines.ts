import type { DeclarationLine, LabelledLine } from "@sealane/sdk";
import type { Database } from "../database/database.ts";

/** Most declarations that a model learns from: the newest. */
const MAX_DECLARATIONS = 200_000;

/**
 * The lines of declarations that an outcome is known of, in the order in which they were noted. Of several outcomes the
 * last holds; every line of a declaration has its outcome.
 */
export async function labelledLines(database: Database): Promise<LabelledLine[]> {
  const rows = await database
    .selectFrom("model_lines as noted")
    .innerJoin("outcomes", "outcomes.document_id", "noted.document_id")
    .innerJoin(
      (join) =>
        join
          .selectFrom("outcomes")
          .select((row) => ["document_id", row.fn.max("sequence").as("last")])
          .groupBy("document_id")
          .as("newest"),
      (join) =>
        join.onRef("newest.document_id", "=", "outcomes.document_id").onRef("newest.last", "=", "outcomes.sequence"),
    )
    .select(["noted.lines", "outcomes.result"])
    .orderBy("noted.sequence", "desc")
    .limit(MAX_DECLARATIONS)
    .execute();
  return rows
    .reverse()
    .flatMap(({ lines, result }) =>
      (JSON.parse(lines) as DeclarationLine[]).map((line) => ({ line, wrong: result === "wrong" ? 1 : 0 }) as const),
    );
}
