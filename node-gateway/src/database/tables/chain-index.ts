import type { CreateTableBuilder } from "kysely";
import type { Untyped } from "../untyped.ts";

type Table = CreateTableBuilder<string, never>;

const place = (table: Table) =>
  table
    .addColumn("block_number", "bigint", (column) => column.notNull())
    .addColumn("log_index", "bigint", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull());

const text = (table: Table, names: readonly string[]): Table =>
  names.reduce<Table>((next, name) => next.addColumn(name, "text", (column) => column.notNull()) as Table, table);

const numbers = (table: Table, names: readonly string[]): Table =>
  names.reduce<Table>((next, name) => next.addColumn(name, "bigint", (column) => column.notNull()) as Table, table);

/** What the chain said: rows are only added, each with its block, so that undoing a fork is a deletion. */
export async function createChainIndex(database: Untyped): Promise<void> {
  const create = (name: string): Table => database.schema.createTable(name) as unknown as Table;
  await place(
    numbers(text(create("entries"), ["root", "document_id", "subject_tag", "reference_tag"]), [
      "member_id",
      "entry_index",
      "kind",
    ]),
  )
    .addPrimaryKeyConstraint("entries_key", ["member_id", "root", "entry_index"] as never)
    .execute();
  await place(numbers(text(create("batches"), ["root"]), ["member_id", "size"]))
    .addPrimaryKeyConstraint("batches_key", ["member_id", "root"] as never)
    .execute();
  await place(numbers(text(create("tombstones"), ["document_id", "sort"]), ["member_id", "reason"]))
    .addColumn("successor_id", "text")
    .addPrimaryKeyConstraint("tombstones_key", ["member_id", "document_id", "sort"] as never)
    .execute();
  await place(numbers(text(create("member_events"), ["name", "args"]), ["member_id"]))
    .addPrimaryKeyConstraint("member_events_key", ["block_number", "log_index"] as never)
    .execute();
  for (const column of ["document_id", "subject_tag", "reference_tag", "block_number"]) {
    await database.schema.createIndex(`entries_by_${column}`).on("entries").column(column).execute();
  }
  await createCursor(database);
}

async function createCursor(database: Untyped): Promise<void> {
  await database.schema
    .createTable("blocks")
    .addColumn("number", "bigint", (column) => column.primaryKey())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("cursor")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("time_seconds", "bigint", (column) => column.notNull())
    .addColumn("alarm", "text")
    .addColumn("alarm_since_seconds", "bigint")
    .execute();
}
