import type { Hex32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";

/** The contract bounds how deep grants are handed on; this only ends a walk over rows that contradict it. */
const MAX_DEPTH = 16;

/** A grant as the index has it. */
export const findGrant = (database: Database, grantId: Hex32): Promise<GrantRow | undefined> =>
  database.selectFrom("grants").selectAll().where("grant_id", "=", grantId).executeTakeFirst();

/** A grant and those above it, the owner's own last; empty when the index has none of that id. */
export async function lineOf(database: Database, grantId: Hex32): Promise<GrantRow[]> {
  const line: GrantRow[] = [];
  for (let id = grantId; line.length < MAX_DEPTH; ) {
    const row = await findGrant(database, id);
    if (!row) break;
    line.push(row);
    id = row.parent_id;
  }
  return line;
}

/** The owner's own grant that a grant comes from, which may be itself. */
export async function rootGrantOf(database: Database, grantId: Hex32): Promise<GrantRow | undefined> {
  return (await lineOf(database, grantId)).at(-1);
}

/**
 * Grants to a reader that speak of a document: of itself, or of its consignment among its owner's papers. Whether they
 * are effective is another question.
 */
export async function grantsOpening(
  database: Database,
  { reader, documentId }: { readonly reader: number; readonly documentId: Hex32 },
): Promise<GrantRow[]> {
  const ofDocument = await database
    .selectFrom("grants")
    .selectAll()
    .where("reader", "=", reader)
    .where("is_consignment", "=", 0)
    .where("subject", "=", documentId)
    .execute();
  const ofConsignment = await database
    .selectFrom("grants")
    .innerJoin("entries", (join) =>
      join.onRef("entries.subject_tag", "=", "grants.subject").onRef("entries.member_id", "=", "grants.owner"),
    )
    .selectAll("grants")
    .distinct()
    .where("grants.reader", "=", reader)
    .where("grants.is_consignment", "=", 1)
    .where("entries.document_id", "=", documentId)
    .execute();
  return [...ofDocument, ...ofConsignment];
}
