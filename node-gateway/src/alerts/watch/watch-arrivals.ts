import { crashPoint } from "../../crash-points.ts";
import type { DocumentRow } from "../../database/schema.ts";
import type { Gateway } from "../../gateway.ts";
import { alertIndex } from "./alert-index.ts";
import { keepMatches, meetAlerts } from "./match-documents.ts";

const MAX_DOCUMENTS = 100;

/**
 * Compares documents that came with the alerts that hold now; in one transaction with how far it got. The documents are
 * looked up before the alerts: one that comes in between finds them when its past is searched, and no pair is left out.
 */
export async function watchArrivals(gateway: Gateway): Promise<void> {
  for (;;) {
    const to = await watchedTo(gateway);
    const documents = await documentsAfter(gateway, to, MAX_DOCUMENTS);
    const last = documents.at(-1)?.sequence;
    if (last === undefined) return;
    const met = await meetAlerts(gateway, await alertIndex(gateway), documents);
    await gateway.database.transaction().execute(async (transaction) => {
      await keepMatches(gateway, transaction, met);
      await transaction
        .insertInto("alert_watch")
        .values({ id: 1, documents_to: last })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ documents_to: last }))
        .execute();
      crashPoint("match:before-commit");
    });
    crashPoint("match:after-commit");
    if (documents.length < MAX_DOCUMENTS) return;
  }
}

async function watchedTo({ database }: Gateway): Promise<number> {
  const row = await database.selectFrom("alert_watch").select("documents_to").where("id", "=", 1).executeTakeFirst();
  return row?.documents_to ?? 0;
}

/** Documents in the order in which they came. */
export function documentsAfter({ database }: Gateway, sequence: number, limit: number): Promise<DocumentRow[]> {
  return database
    .selectFrom("documents")
    .selectAll()
    .where("sequence", ">", sequence)
    .orderBy("sequence")
    .limit(limit)
    .execute();
}
