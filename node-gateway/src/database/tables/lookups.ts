import type { Untyped } from "../untyped.ts";

/** What the rounds that go on all the time, and every call of another member, look rows up by. */
const LOOKUPS = [
  ["member_events", ["member_id", "block_number", "log_index"]],
  ["requests", ["holder", "block_number", "log_index"]],
  ["requests", ["requester", "block_number", "log_index"]],
  ["request_notes", ["member_id"]],
  ["shared_papers", ["issuer"]],
  ["readings", ["state", "owner", "sequence"]],
  ["reading_receipts", ["reader", "sequence"]],
  ["envelopes", ["sequence", "issuer"]],
  ["deliveries", ["state", "expires_at_seconds"]],
] as const;

/** Indices for {@link LOOKUPS}, so that none of them grows with all that ever came. */
export async function indexLookups(database: Untyped): Promise<void> {
  for (const [table, columns] of LOOKUPS) {
    await database.schema
      .createIndex(`${table}_of_${columns[0]}`)
      .on(table)
      .columns([...columns])
      .execute();
  }
}
