import type { Hex32, Reading } from "@sealane/sdk";
import { UNLIMITED_USES } from "../chain/terms.ts";
import type { Database } from "../database/database.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";

/** How deep grants are handed on is bounded by the contract; this only ends a walk over rows that contradict it. */
const MAX_DEPTH = 16;

/** Ids of a grant and of all that were handed on from it. */
export async function descendantsOf(database: Database, grantId: Hex32): Promise<Hex32[]> {
  const family = [grantId];
  for (let fresh = [grantId], depth = 0; fresh.length > 0 && depth < MAX_DEPTH; depth++) {
    const rows = await database.selectFrom("grants").select("grant_id").where("parent_id", "in", fresh).execute();
    fresh = rows.map(({ grant_id }) => grant_id);
    family.push(...fresh);
  }
  return family;
}

/** Whether a reading counts. What was opened without asking, under a grant whose uses its owner gives out, used none. */
export const isCounted = ({ isOpened }: Pick<Reading, "isOpened">, grant: Pick<GrantRow, "max_uses">): boolean =>
  !isOpened || grant.max_uses === UNLIMITED_USES;

/** Readings that count ({@link isCounted}) under a grant and all that were handed on from it. */
export async function usesOf(database: Database, grantId: Hex32): Promise<number> {
  const { count } = await database
    .selectFrom("reading_receipts")
    .innerJoin("grants", "grants.grant_id", "reading_receipts.grant_id")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("reading_receipts.grant_id", "in", await descendantsOf(database, grantId))
    // Under a counted grant whatever was asked for was effective, and nothing else was.
    .where((row) => row.or([row("was_effective", "=", 1), row("max_uses", "=", UNLIMITED_USES)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether a grant is of this document: by its id, or as one of the owner's papers of a consignment. */
export const coversDocument = (
  grant: GrantRow,
  { documentId, subjectTag }: { readonly documentId: Hex32; readonly subjectTag: Hex32 },
): boolean => grant.subject === (grant.is_consignment === 1 ? subjectTag : documentId);
