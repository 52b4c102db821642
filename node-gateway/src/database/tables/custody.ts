import type { Untyped } from "../untyped.ts";

/** What held papers report of containers, so that a zone's are found without opening any paper. */
export async function createCustody(database: Untyped): Promise<void> {
  await database.schema
    .createTable("custody_events")
    .addColumn("document_id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("container", "text")
    .addColumn("place", "text")
    .addColumn("event", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("custody_events_key", ["document_id", "position"])
    .execute();
  for (const column of ["container", "place"])
    await database.schema.createIndex(`custody_events_by_${column}`).on("custody_events").column(column).execute();
}
