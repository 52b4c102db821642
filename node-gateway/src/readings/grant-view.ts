import { type Hex32, PURPOSES, type PurposeName, readReadingReceipt, rowByCode, type Scope } from "@sealane/sdk";
import { UNLIMITED_USES } from "../chain/terms.ts";
import type { Database } from "../database/database.ts";
import { findGrant } from "../sharing/grant-line.ts";

/** The right under which a document was opened. */
export interface ReadingGrantView {
  readonly grantId: Hex32;
  readonly readingId: Hex32;
  readonly scope: Scope;
  readonly purpose: PurposeName | null;
  /** First second at which it opens nothing any more. */
  readonly validUntilSeconds: number;
  /** By the owner's last receipt; null without a limit, or before the first receipt. */
  readonly usesLeft: number | null;
  readonly note: string;
}

/** What every reader is told, and every owner who withdraws. */
export const WITHDRAWING_NOTE =
  "Withdrawing the grant stops the next reading. What was read before, copied or noted cannot be taken back.";

/** What an officer sees of the grant that he read under. */
export async function readingGrantView(
  database: Database,
  {
    grantId,
    readingId,
    documentId,
  }: { readonly grantId: Hex32; readonly readingId: Hex32; readonly documentId: Hex32 },
): Promise<ReadingGrantView> {
  const grant = await findGrant(database, grantId);
  const shared = await database
    .selectFrom("shared_papers")
    .select("scope")
    .where("grant_id", "=", grantId)
    .where("document_id", "=", documentId)
    .executeTakeFirstOrThrow();
  const reading = await database
    .selectFrom("readings")
    .select("receipt")
    .where("reading_id", "=", readingId)
    .executeTakeFirst();
  const maxUses = grant?.max_uses ?? UNLIMITED_USES;
  const uses = reading?.receipt ? readReadingReceipt(reading.receipt).claims.uses : undefined;
  return {
    grantId,
    readingId,
    scope: JSON.parse(shared.scope) as Scope,
    purpose: (rowByCode(PURPOSES, grant?.purpose ?? 0)?.name as PurposeName | undefined) ?? null,
    validUntilSeconds: grant?.valid_until_seconds ?? 0,
    usesLeft: maxUses === UNLIMITED_USES || uses === undefined ? null : Math.max(0, maxUses - uses),
    note: WITHDRAWING_NOTE,
  };
}
