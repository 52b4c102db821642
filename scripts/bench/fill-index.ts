import { createHash } from "node:crypto";
import type { Hex32 } from "@sealane/sdk";
import type { Database } from "../../node-gateway/src/database/database.ts";

const BATCH = 1_000;
const PAPERS = 5;

/** The same id on every run, for a place in the index and a part of it. */
const digest = (part: string, place: number): Hex32 => createHash("sha256").update(`${part} ${place}`).digest("hex");

/** Id of the document at a place. */
export const documentAt = (place: number): Hex32 => digest("document", place);
/** Subject tag of the consignment that a place belongs to: five papers each, spread over the whole index. */
export const consignmentAt = (place: number, total: number): Hex32 => digest("subject", place % (total / PAPERS));

/** Fills the index anew with so many documents, as the indexer writes them for batches of 1,000. */
export async function fillIndex(database: Database, total: number): Promise<void> {
  await database.deleteFrom("entries").where("member_id", "=", 9).execute();
  for (let from = 0; from < total; from += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, index) => ({
      member_id: 9,
      root: digest("root", from),
      entry_index: index,
      document_id: documentAt(from + index),
      kind: 201,
      subject_tag: consignmentAt(from + index, total),
      reference_tag: digest("reference", from + index),
      block_number: 1 + from / BATCH,
      log_index: 0,
      time_seconds: 1_760_000_000 + from,
    }));
    await database.insertInto("entries").values(rows).execute();
  }
}
