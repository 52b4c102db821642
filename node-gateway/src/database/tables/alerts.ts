import type { CreateTableBuilder } from "kysely";
import type { Untyped } from "../untyped.ts";

type Table = CreateTableBuilder<string, never>;

/** Columns of each table, texts and numbers; those that end in `?` may be null.  */
const TABLES = {
  alerts: {
    key: ["alert_id", "version"],
    texts: ["alert_id", "alert", "category", "tlp", "agreement_id?", "sent_for?"],
    numbers: [
      ...["version", "sequence", "issuer", "valid_from_seconds", "valid_until_seconds", "is_withdrawn", "is_latest"],
      ...["from_member", "received_at_seconds", "searched_to", "search_until?"],
    ],
  },
  alert_nominals: {
    key: ["alert_id", "version"],
    texts: ["alert_id", "blob", "wrapped_key"],
    numbers: ["version", "received_at_seconds"],
  },
  alert_releases: {
    key: ["alert_id", "member_id"],
    texts: ["alert_id", "reason", "actor"],
    numbers: ["member_id", "time_seconds"],
  },
  alert_forwards: {
    key: ["alert_id", "member_id"],
    texts: ["alert_id", "actor"],
    numbers: ["member_id", "time_seconds"],
  },
  alert_deliveries: {
    key: ["alert_id", "version", "part", "member_id"],
    texts: ["alert_id", "part"],
    numbers: [
      ...["version", "member_id", "delivery_id", "sent_at_seconds"],
      ...["acknowledge_by_seconds?", "is_told_late"],
    ],
  },
  alert_matches: {
    key: ["alert_id", "version", "document_id"],
    texts: ["alert_id", "document_id", "match_id", "words", "state", "result?"],
    numbers: [
      ...["sequence", "version", "weight", "is_nominal", "is_withheld"],
      ...["matched_at_seconds", "settled_at_seconds?"],
    ],
  },
  alert_feedback: {
    key: ["alert_id", "version", "member_id", "match_id", "state"],
    texts: ["alert_id", "match_id", "state", "result?", "feedback"],
    numbers: ["sequence", "version", "member_id", "happened_at_seconds", "received_at_seconds"],
  },
  alert_counters: {
    key: ["member_id", "month", "counter_key"],
    texts: ["month", "counter_key"],
    numbers: ["member_id", "hits", "inspections?", "confirmed?", "received_at_seconds"],
  },
  alert_counter_deliveries: {
    key: ["member_id", "month"],
    texts: ["month"],
    numbers: ["member_id", "delivery_id", "time_seconds"],
  },
  alert_watch: { key: ["id"], texts: [], numbers: ["id", "documents_to"] },
} as const;

const INDEXES = [
  ["alerts", ["sequence"]],
  ["alerts", ["is_latest", "issuer", "sequence"]],
  ["alerts", ["is_latest", "agreement_id", "sent_for"]],
  ["alerts", ["is_latest", "searched_to"]],
  ["alert_deliveries", ["delivery_id"]],
  ["alert_deliveries", ["is_told_late", "acknowledge_by_seconds"]],
  ["alert_matches", ["sequence"]],
  ["alert_matches", ["document_id"]],
  ["alert_matches", ["matched_at_seconds"]],
  ["alert_feedback", ["sequence"]],
] as const;

/** Alerts, who has them, what met them and what came of it. */
export async function createAlerts(database: Untyped): Promise<void> {
  for (const [name, { key, texts, numbers }] of Object.entries(TABLES)) {
    let table = database.schema.createTable(name) as unknown as Table;
    const columns = [...texts.map((text) => [text, "text"]), ...numbers.map((number) => [number, "bigint"])];
    for (const [column = "", type] of columns as [string, "text" | "bigint"][])
      table = table.addColumn(column.replace("?", ""), type, (made) =>
        column.endsWith("?") ? made : made.notNull(),
      ) as Table;
    await table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never).execute();
  }
  for (const [table, columns] of INDEXES)
    await database.schema
      .createIndex(`${table}_by_${columns.join("_")}`)
      .on(table)
      .columns([...columns])
      .execute();
}
