import type { CreateTableBuilder } from "kysely";
import type { Untyped } from "../untyped.ts";

type Table = CreateTableBuilder<string, never>;

/** Adds columns that are never null: text, then whole numbers. */
function columns(table: Table, texts: readonly string[], numbers: readonly string[]): Table {
  let next = table;
  for (const name of texts) next = next.addColumn(name, "text", (column) => column.notNull()) as Table;
  for (const name of numbers) next = next.addColumn(name, "bigint", (column) => column.notNull()) as Table;
  return next;
}

const PLACE = ["block_number", "log_index", "time_seconds"];

/** What the chain says of agreements, grants, requests and receipts: rows are only added, each with its block. */
export async function createSharingIndex(database: Untyped): Promise<void> {
  const create = (name: string, texts: readonly string[], numbers: readonly string[], key: readonly string[]) =>
    columns(database.schema.createTable(name) as unknown as Table, texts, [...numbers, ...PLACE])
      .addPrimaryKeyConstraint(`${name}_key`, key as never)
      .execute();
  const event = ["block_number", "log_index"];
  await create(
    "grants",
    ["grant_id", "subject", "scope", "narrower_scopes", "agreement_id", "parent_id", "request_id"],
    [
      ...["granter", "owner", "reader", "kind", "is_consignment", "purpose"],
      ...["valid_until_seconds", "max_uses", "delegations"],
    ],
    ["grant_id"],
  );
  await create("grant_withdrawals", ["grant_id"], ["member_id", "reason"], ["grant_id"]);
  await create(
    "requests",
    ["request_id", "subject", "scope", "case_digest"],
    ["requester", "holder", "is_consignment", "purpose"],
    ["request_id"],
  );
  await create("request_refusals", ["request_id"], ["member_id", "reason"], ["request_id"]);
  await create("agreements", ["agreement_id", "terms"], ["proposer"], ["agreement_id"]);
  await create("agreement_events", ["agreement_id", "name"], ["member_id"], event);
  await create("receipt_roots", ["root", "previous_root", "head"], ["member_id", "count"], event);
  for (const column of ["subject", "reader", "owner", "parent_id", "request_id"]) {
    await database.schema.createIndex(`grants_by_${column}`).on("grants").column(column).execute();
  }
  await database.schema
    .createIndex("agreement_events_by_agreement")
    .on("agreement_events")
    .column("agreement_id")
    .execute();
}

/** What a member knows of its sharing beside the chain. */
export async function createSharing(database: Untyped): Promise<void> {
  const table = (name: string, texts: readonly string[], numbers: readonly string[]) =>
    columns(database.schema.createTable(name) as unknown as Table, texts, numbers);
  await table("known_scopes", ["digest", "scope"], [])
    .addPrimaryKeyConstraint("known_scopes_key", ["digest"] as never)
    .execute();
  await table("request_notes", ["request_id", "scope", "case_number", "note"], ["member_id", "received_at_seconds"])
    .addPrimaryKeyConstraint("request_notes_key", ["request_id"] as never)
    .execute();
  await table("policies", ["policy", "actor"], ["version", "time_seconds"])
    .addPrimaryKeyConstraint("policies_key", ["version"] as never)
    .execute();
  await table(
    "grant_deliveries",
    ["grant_id", "document_id", "blob_cid", "wrapped_key"],
    ["delivery_id", "time_seconds"],
  )
    .addPrimaryKeyConstraint("grant_deliveries_key", ["grant_id", "document_id"] as never)
    .execute();
  await table(
    "shared_papers",
    ["grant_id", "document_id", "kind", "statement", "scope", "blob_cid", "envelope_id"],
    ["issuer", "received_at_seconds"],
  )
    .addColumn("wrapped_key", "text")
    .addPrimaryKeyConstraint("shared_papers_key", ["grant_id", "document_id"] as never)
    .execute();
  await database.schema.createIndex("shared_papers_of_document").on("shared_papers").column("document_id").execute();
  await createReadings(table);
}

/** What an item of the outbox speaks of beside documents, and where the contracts of sharing are. */
export async function addSharingPlaces(database: Untyped): Promise<void> {
  await database.schema.alterTable("outbox_items").addColumn("subject_id", "text").execute();
  await database.schema.createIndex("outbox_items_of_subject").on("outbox_items").column("subject_id").execute();
  await database.schema.alterTable("identity").addColumn("access_registry", "text").execute();
  await database.schema.alterTable("identity").addColumn("agreement_registry", "text").execute();
}

async function createReadings(
  table: (name: string, texts: readonly string[], numbers: readonly string[]) => Table,
): Promise<void> {
  await table("readings", ["reading_id", "grant_id", "document_id", "jws", "state"], ["owner", "created_at_seconds"])
    .addColumn("receipt", "text")
    .addPrimaryKeyConstraint("readings_key", ["reading_id"] as never)
    .execute();
  await table(
    "reading_receipts",
    ["reading_id", "grant_id", "document_id", "reading", "receipt", "head"],
    ["sequence", "reader", "was_effective", "time_seconds"],
  )
    .addColumn("root", "text")
    .addPrimaryKeyConstraint("reading_receipts_key", ["sequence"] as never)
    .addUniqueConstraint("reading_receipts_of_reading", ["reading_id"] as never)
    .execute();
}
