import { DECIDED_KINDS, kindByName } from "@sealane/sdk";
import type { ExpressionBuilder } from "kysely";
import { UNLIMITED_USES } from "../../chain/terms.ts";
import type { Database } from "../../database/database.ts";
import type { Schema } from "../../database/schema.ts";

/** Whose declarations, and first anchored when: from one block time on and before another. */
export interface Drawn {
  readonly memberId: number;
  readonly beginsAtSeconds: number;
  readonly endsAtSeconds: number;
}

/**
 * First anchors of declarations that a member had to decide, with block hashes, in the order of the chain: its own, and
 * those that others let it read any number of times.
 */
export const selectDeclarations = (database: Database, { memberId, beginsAtSeconds, endsAtSeconds }: Drawn) =>
  database
    .selectFrom("entries")
    .innerJoin("block_hashes", "block_hashes.block_number", "entries.block_number")
    .select((row) => [
      ...(["entries.document_id", "entries.member_id"] as const),
      ...(["entries.block_number", "entries.time_seconds", "block_hashes.hash"] as const),
      row.exists(endOf(row)).as("is_ended"),
      endOf(row).clearSelect().select("tombstones.successor_id").where("sort", "=", "superseded").as("successor_id"),
    ])
    .where(
      "entries.kind",
      "in",
      DECIDED_KINDS.map((name) => kindByName(name).code),
    )
    .where("entries.time_seconds", ">=", beginsAtSeconds)
    .where("entries.time_seconds", "<", endsAtSeconds)
    .where((row) => row.or([row("entries.member_id", "=", memberId), row.exists(grantTo(row, memberId))]))
    .where((row) => row.not(row.exists(earlierAnchor(row))))
    .orderBy("entries.block_number")
    .orderBy("entries.log_index")
    .orderBy("entries.entry_index");

type OfEntry = ExpressionBuilder<Schema, "entries">;

const endOf = (row: OfEntry) =>
  row
    .selectFrom("tombstones")
    .select("tombstones.document_id")
    .whereRef("tombstones.document_id", "=", "entries.document_id")
    .whereRef("tombstones.member_id", "=", "entries.member_id");

/** Of the document, or of the issuer's papers of its consignment. */
const grantTo = (row: OfEntry, memberId: number) =>
  row
    .selectFrom("grants")
    .select("grants.grant_id")
    .where("grants.reader", "=", memberId)
    .where("grants.max_uses", "=", UNLIMITED_USES)
    .whereRef("grants.owner", "=", "entries.member_id")
    .where((grant) =>
      grant.or([
        grant("grants.subject", "=", grant.ref("entries.document_id")),
        grant("grants.subject", "=", grant.ref("entries.subject_tag")),
      ]),
    );

/** What was anchored before belongs to the period of that. */
const earlierAnchor = (row: OfEntry) =>
  row
    .selectFrom("entries as before")
    .select("before.document_id")
    .whereRef("before.document_id", "=", "entries.document_id")
    .whereRef("before.member_id", "=", "entries.member_id")
    .where((it) =>
      it.or([
        it("before.block_number", "<", it.ref("entries.block_number")),
        it.and([
          it("before.block_number", "=", it.ref("entries.block_number")),
          it("before.log_index", "<", it.ref("entries.log_index")),
        ]),
      ]),
    );
