import type { Hex32 } from "@sealane/sdk";
import type { AlertRow } from "../../database/schema/alerts.ts";
import type { Gateway } from "../../gateway.ts";
import { indexOf, sleepingAgreements } from "./alert-index.ts";
import { keepMatches, meetAlerts } from "./match-documents.ts";
import { documentsAfter } from "./watch-arrivals.ts";

const MAX_DOCUMENTS = 100;
const MAX_ALERTS = 1_000;

/**
 * Compares alerts that came, began or woke with the documents that were there before: a step for those that are least far,
 * which so catch up with the others and go on with them, in one transaction with how far they got.
 */
export async function searchPast(gateway: Gateway): Promise<void> {
  const asleep = [...(await sleepingAgreements(gateway))];
  await sendSleepersBack(gateway, asleep);
  await begin(gateway, asleep);
  for (let isMore = true; isMore; ) isMore = await step(gateway);
}

/** While an agreement sleeps its alerts meet nothing; what comes meanwhile is searched once it is in force again. */
async function sendSleepersBack({ database }: Gateway, asleep: readonly Hex32[]): Promise<void> {
  if (asleep.length === 0) return;
  await database
    .updateTable("alerts")
    .set({ search_until: null, searched_to: 0 })
    .where("agreement_id", "in", asleep)
    .where("is_latest", "=", 1)
    .where("search_until", "is not", null)
    .execute();
}

/** Alerts that hold from now on are searched for in the documents that are there now; those after are met as they come. */
async function begin({ database, clock }: Gateway, asleep: readonly Hex32[]): Promise<void> {
  const { last } = await database
    .selectFrom("documents")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  let query = database
    .updateTable("alerts")
    .set({ search_until: Number(last ?? 0) })
    .where("is_latest", "=", 1)
    .where("is_withdrawn", "=", 0)
    .where("search_until", "is", null)
    .where("valid_from_seconds", "<=", clock());
  if (asleep.length > 0)
    query = query.where((row) => row.or([row("agreement_id", "is", null), row("agreement_id", "not in", asleep)]));
  await query.execute();
}

async function step(gateway: Gateway): Promise<boolean> {
  const rows = await leastFar(gateway);
  const from = rows[0]?.searched_to;
  if (from === undefined) return false;
  const documents = await documentsAfter(gateway, from, MAX_DOCUMENTS);
  const met = await meetAlerts(gateway, await indexOf(gateway, rows), documents);
  const last = documents.at(-1)?.sequence;
  await gateway.database.transaction().execute(async (transaction) => {
    await keepMatches(gateway, transaction, met);
    for (const { alert_id, version, search_until } of rows)
      await transaction
        .updateTable("alerts")
        .set({
          searched_to: documents.length < MAX_DOCUMENTS ? Math.max(last ?? 0, Number(search_until)) : Number(last),
        })
        .where("alert_id", "=", alert_id)
        .where("version", "=", version)
        .where("searched_to", "=", from)
        .where("search_until", "is not", null)
        .execute();
  });
  return true;
}

async function leastFar({ database, clock }: Gateway): Promise<AlertRow[]> {
  const open = database
    .selectFrom("alerts")
    .selectAll()
    .where("is_latest", "=", 1)
    .where("is_withdrawn", "=", 0)
    .where("valid_until_seconds", ">", clock())
    .whereRef("searched_to", "<", "search_until");
  const first = await open.orderBy("searched_to").limit(1).executeTakeFirst();
  if (!first) return [];
  return open.where("searched_to", "=", first.searched_to).orderBy("sequence").limit(MAX_ALERTS).execute();
}
