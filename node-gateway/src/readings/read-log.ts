import type { ReadingReceiptRow } from "../database/schema/sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { hasRole } from "../indexer/roles.ts";
import type { LogLink } from "./log-link.ts";

export interface LogQuery {
  /** Sequence after which to go on; from the first by default. */
  readonly after?: number | undefined;
  readonly limit?: number;
  readonly documentId?: string | undefined;
  readonly reader?: number | undefined;
}

/** A link with its place in the log. */
export interface NumberedLink extends LogLink {
  readonly sequence: number;
}

/** Links of this member's log, in their order. */
export async function readLog(gateway: Gateway, query: LogQuery): Promise<ReadingReceiptRow[]> {
  let rows = gateway.database.selectFrom("reading_receipts").selectAll().orderBy("sequence");
  if (query.limit !== undefined) rows = rows.limit(query.limit);
  if (query.after !== undefined) rows = rows.where("sequence", ">", query.after);
  if (query.documentId !== undefined) rows = rows.where("document_id", "=", query.documentId);
  if (query.reader !== undefined) rows = rows.where("reader", "=", query.reader);
  return rows.execute();
}

/**
 * This member's log as another one may see it: all of it for an active auditor, for everybody else its own readings.
 * @throws GatewayError PEER_UNKNOWN.
 */
export async function showLog(
  gateway: Gateway,
  peer: number,
  query: Omit<LogQuery, "reader">,
): Promise<{ links: NumberedLink[]; isWhole: boolean }> {
  const [found] = await readMembers(gateway.database, [peer]);
  if (!found) throw new GatewayError("PEER_UNKNOWN", `Member ${peer} is not of the consortium.`);
  const { roles, status } = found.member;
  const isWhole = status === "active" && hasRole(roles, "auditor");
  const rows = await readLog(gateway, { ...query, ...(!isWhole && { reader: peer }) });
  return { links: rows.map(({ sequence, reading, receipt }) => ({ sequence, reading, receipt })), isWhole };
}
