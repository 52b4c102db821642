import { z } from "zod";
import type { ReceiptRootRow } from "../database/schema/chain-sharing.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { readCursor } from "../indexer/cursor.ts";
import { readMembers } from "../indexer/members.ts";
import { askPeer, jsonIn } from "../peers/sending/ask-peer.ts";
import { type JudgedLog, judgeLog, type LogFacts } from "./judge-log.ts";
import { type NumberedLink, readLog } from "./read-log.ts";

/** What an audit of a log found, as of a block. */
export interface ReceiptAudit extends JudgedLog {
  readonly memberId: number;
  readonly block: { readonly number: number; readonly hash: string; readonly timeSeconds: number };
  /** Whether nothing is missing and nothing altered. */
  readonly isWhole: boolean;
}

/** Two signed messages of up to 64 KiB each must fit into an answer of 1 MiB, many times over. */
const PAGE = 100;
const jws = z.string().max(65_536);
const pageSchema = z.strictObject({
  links: z.array(z.strictObject({ sequence: z.int().min(1), reading: jws, receipt: jws })).max(PAGE),
  isWhole: z.boolean(),
});

/**
 * Fetches another member's whole log of readings and judges it against the chain. Own log: without asking anybody.
 * @throws GatewayError CHAIN_UNAVAILABLE, PEER_UNAVAILABLE, PEER_UNKNOWN, AUDIT_NOT_ALLOWED when the member shows this one
 * only its own readings.
 */
export async function auditReceipts(gateway: Gateway, memberId: number): Promise<ReceiptAudit> {
  await catchUp(gateway);
  // Read before the log is: links that a later root is over may not be in it yet.
  const roots = await rootsOf(gateway, memberId);
  const links = memberId === gateway.memberId ? await ownLinks(gateway) : await linksOf(gateway, memberId);
  await catchUp(gateway);
  return judgeAgainstIndex(gateway, { memberId, roots, links });
}

/** This member's own log against its index, as it is: for the start and for `doctor`, when the chain may be away. */
export async function auditOwnLog(gateway: Gateway): Promise<ReceiptAudit> {
  const { memberId } = gateway;
  const roots = await rootsOf(gateway, memberId);
  return judgeAgainstIndex(gateway, { memberId, roots, links: await ownLinks(gateway) });
}

async function judgeAgainstIndex(
  gateway: Gateway,
  { memberId, roots, links }: Pick<LogFacts, "memberId" | "roots"> & { readonly links: readonly NumberedLink[] },
): Promise<ReceiptAudit> {
  const { database } = gateway;
  const { number, hash, timeSeconds } = await readCursor(database);
  const members = (await readMembers(database)).map(({ member }) => member);
  const grants = await database.selectFrom("grants").selectAll().where("owner", "=", memberId).execute();
  const judged = judgeLog(links, { memberId, members, grants, roots });
  const isWhole = judged.faults.every(({ sort }) => sort !== "missing" && sort !== "altered");
  return { memberId, block: { number, hash, timeSeconds }, isWhole, ...judged };
}

const rootsOf = ({ database }: Gateway, memberId: number): Promise<ReceiptRootRow[]> =>
  database
    .selectFrom("receipt_roots")
    .selectAll()
    .where("member_id", "=", memberId)
    .orderBy("block_number")
    .orderBy("log_index")
    .execute();

async function ownLinks(gateway: Gateway): Promise<NumberedLink[]> {
  const rows = await readLog(gateway, {});
  return rows.map(({ sequence, reading, receipt }) => ({ sequence, reading, receipt }));
}

async function linksOf(gateway: Gateway, memberId: number): Promise<NumberedLink[]> {
  const links: NumberedLink[] = [];
  for (;;) {
    const page = await fetchLinks(gateway, memberId, { after: links.at(-1)?.sequence });
    if (!page.isWhole)
      throw new GatewayError(
        "AUDIT_NOT_ALLOWED",
        `Member ${memberId} shows its log to auditors of the consortium only.`,
      );
    links.push(...page.links);
    if (page.links.length < PAGE) return links;
  }
}

/** One page of another member's log. @throws GatewayError PEER_UNAVAILABLE, PEER_UNKNOWN */
export async function fetchLinks(
  gateway: Gateway,
  memberId: number,
  { after, documentId }: { readonly after?: number | undefined; readonly documentId?: string },
): Promise<z.output<typeof pageSchema>> {
  const query = {
    limit: String(PAGE),
    ...(after !== undefined && { after: String(after) }),
    ...(documentId !== undefined && { documentId }),
  };
  const { status, body } = await askPeer(gateway, memberId, { method: "GET", path: "/peer/v1/receipts", query });
  const page = status === 200 ? pageSchema.safeParse(jsonIn(body)) : undefined;
  if (page?.success && isForward(page.data.links, after ?? 0)) return page.data;
  throw new GatewayError("PEER_UNAVAILABLE", `The gateway of member ${memberId} does not show its receipts.`);
}

/** A page that goes back would be asked for without end. */
const isForward = (links: readonly NumberedLink[], after: number): boolean =>
  links.every(({ sequence }, at) => sequence > (links[at - 1]?.sequence ?? after));
