import type { Untyped } from "../untyped.ts";

/** Who is on duty at each office, for draws to choose from; an empty office stands for all that have nobody of their own. */
export async function createDuty(database: Untyped): Promise<void> {
  await database.schema
    .createTable("officers_on_duty")
    .addColumn("office", "text", (column) => column.notNull())
    .addColumn("officer", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("officers_on_duty_key", ["office", "officer"])
    .execute();
}
