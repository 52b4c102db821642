import { auditHash } from "../audit/append-audit.ts";
import type { AuditRow } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { limitOf, positionOf } from "./page.ts";
import type { Page } from "./views.ts";

export interface AuditEntry {
  readonly sequence: number;
  readonly action: string;
  readonly actor: string;
  /** What was acted on, usually a document id. */
  readonly subject: string;
  readonly timeSeconds: number;
  /** Hex32 over the entry and `previous`. */
  readonly hash: string;
  readonly previous: string;
}

export interface AuditTrail extends Page<AuditEntry> {
  /** Whether every entry of this page is what its hash says and, in a page of all subjects, follows from the one before. */
  readonly isUnbroken: boolean;
}

/** Entries of the audit log, oldest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function auditTrail(
  gateway: Gateway,
  input: { readonly subject?: string; readonly after?: string; readonly limit?: number },
): Promise<AuditTrail> {
  const limit = limitOf(input.limit);
  let query = gateway.database
    .selectFrom("audit")
    .selectAll()
    .orderBy("sequence")
    .limit(limit + 1);
  if (input.subject !== undefined) query = query.where("subject", "=", input.subject);
  if (input.after !== undefined) query = query.where("sequence", ">", positionOf(input.after));
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ time_seconds, ...entry }) => ({ ...entry, timeSeconds: time_seconds })),
    next: rows.length > limit ? String(page.at(-1)?.sequence) : null,
    isUnbroken: isUnbroken(page, input.subject === undefined),
  };
}

function isUnbroken(rows: readonly AuditRow[], isWhole: boolean): boolean {
  return rows.every((row, at) => {
    const before = rows[at - 1];
    const follows = !isWhole || !before || (row.previous === before.hash && row.sequence === before.sequence + 1);
    return follows && auditHash(row) === row.hash;
  });
}
