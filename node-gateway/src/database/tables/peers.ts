import type { CreateTableBuilder } from "kysely";
import type { Untyped } from "../untyped.ts";

type Table = CreateTableBuilder<string, never>;

/** Adds columns: text and whole numbers, those after never null, the last two lists nullable. */
function columns(table: Table, texts: readonly string[], numbers: readonly string[]): Table {
  let next = table;
  const isNullable = (name: string): boolean => name.endsWith("?");
  const add = (name: string, type: "text" | "bigint"): void => {
    const plain = name.replace("?", "");
    next = next.addColumn(plain, type, (column) => (isNullable(name) ? column : column.notNull())) as Table;
  };
  for (const name of texts) add(name, "text");
  for (const name of numbers) add(name, "bigint");
  return next;
}

/** What goes to other members and comes from them, and how calls to them went. */
export async function createPeers(database: Untyped): Promise<void> {
  const table = (name: string, texts: readonly string[], numbers: readonly string[]) =>
    columns(database.schema.createTable(name) as unknown as Table, texts, numbers);
  await table(
    "deliveries",
    ["lane", "type", "envelope_id", "envelope", "digest", "state", "receipt?", "reason?"],
    [
      ...["delivery_id", "partner", "attempts", "next_attempt_seconds"],
      ...["created_at_seconds", "expires_at_seconds", "settled_at_seconds?"],
    ],
  )
    .addPrimaryKeyConstraint("deliveries_key", ["delivery_id"] as never)
    .addUniqueConstraint("deliveries_of_envelope", ["envelope_id"] as never)
    .execute();
  await table("delivery_attachments", ["cid"], ["delivery_id", "partner"])
    .addPrimaryKeyConstraint("delivery_attachments_key", ["partner", "cid", "delivery_id"] as never)
    .execute();
  await table(
    "envelopes",
    ["envelope_id", "digest", "type", "lane", "envelope", "receipt?"],
    ["issuer", "received_at_seconds", "sequence"],
  )
    .addPrimaryKeyConstraint("envelopes_key", ["issuer", "envelope_id"] as never)
    .execute();
  await table(
    "partners",
    ["last_error?", "alarm?"],
    [
      ...["member_id", "failures", "open_until_seconds"],
      ...["last_error_seconds?", "last_ok_seconds?", "reconciled_at_seconds?"],
    ],
  )
    .addPrimaryKeyConstraint("partners_key", ["member_id"] as never)
    .execute();
  const index = (name: string, on: string, by: readonly string[]) =>
    database.schema
      .createIndex(name)
      .on(on)
      .columns(by as string[])
      .execute();
  await index("deliveries_in_order", "deliveries", ["state", "partner", "lane", "delivery_id"]);
  await index("deliveries_of_partner", "deliveries", ["partner", "delivery_id"]);
  await index("envelopes_in_order", "envelopes", ["issuer", "sequence"]);
}
