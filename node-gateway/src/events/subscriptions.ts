import type { Database } from "../database/database.ts";
import type { WebhookRow } from "../database/schema/events.ts";
import type { Gateway } from "../gateway.ts";

/** Where a subscription stands; one that is seen for the first time begins at what happens from now on. */
export async function readSubscription({ database }: Gateway, name: string): Promise<WebhookRow> {
  const known = await find(database, name);
  if (known) return known;
  await database.transaction().execute(async (transaction) => {
    const { last } = await transaction
      .selectFrom("events")
      .select((row) => row.fn.max("sequence").as("last"))
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("webhooks")
      .values({ name, cursor: last ?? 0, state: "active", fault: null, failures: 0, next_attempt_seconds: 0 })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
  });
  return (await find(database, name)) as WebhookRow;
}

const find = (database: Database, name: string): Promise<WebhookRow | undefined> =>
  database.selectFrom("webhooks").selectAll().where("name", "=", name).executeTakeFirst();

/**
 * Changes where a subscription stands, unless its cursor was moved meanwhile: a replay that an operator asked for must
 * not be undone by a delivery that was on its way. Whether it changed.
 */
export async function moveSubscription(
  database: Database,
  { name, cursor }: Pick<WebhookRow, "name" | "cursor">,
  change: Partial<WebhookRow>,
): Promise<boolean> {
  const row = await database
    .updateTable("webhooks")
    .set(change)
    .where("name", "=", name)
    .where("cursor", "=", cursor)
    .returning("name")
    .executeTakeFirst();
  return row !== undefined;
}
