import { canonicalize, hexOf, sha256, utf8Encode, ZERO_HEX32 } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Database } from "../database/database.ts";
import type { AuditRow, Schema } from "../database/schema.ts";

/** Something somebody did. No document content, only ids. */
export interface AuditFact {
  readonly action: string;
  readonly actor: string;
  readonly subject: string;
  readonly timeSeconds: number;
}

/** Adds a fact to the audit log, in the transaction that does what it tells. */
export async function appendAudit(transaction: Transaction<Schema>, fact: AuditFact): Promise<void> {
  const last = await transaction
    .selectFrom("audit")
    .select(["sequence", "hash"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const { action, actor, subject, timeSeconds } = fact;
  const row = { sequence: (last?.sequence ?? 0) + 1, previous: last?.hash ?? ZERO_HEX32, action, actor, subject };
  const entry = { ...row, time_seconds: timeSeconds };
  await transaction
    .insertInto("audit")
    .values({ ...entry, hash: auditHash(entry) })
    .execute();
}

/** Adds a fact that stands alone to the audit log. */
export const noteAudit = (database: Database, fact: AuditFact): Promise<void> =>
  database.transaction().execute((transaction) => appendAudit(transaction, fact));

/** SHA-256 over the RFC 8785 form of an entry with the hash of the one before: what chains the log. */
export const auditHash = ({
  sequence,
  previous,
  action,
  actor,
  subject,
  time_seconds,
}: Omit<AuditRow, "hash">): string =>
  hexOf(sha256(utf8Encode(canonicalize([sequence, previous, action, actor, subject, time_seconds]))));
