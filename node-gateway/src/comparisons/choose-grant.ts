import type { Hex32 } from "@sealane/sdk";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import { GatewayError, isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { grantsOpening } from "../sharing/grant-line.ts";
import { opensNothing, opensNow } from "../sharing/opens-now.ts";
import { requireComparable } from "./comparable.ts";

/** The right to compare with another member's document. */
export interface ComparingGrant {
  readonly grant: GrantRow;
  /** At which the contract said that it opens something. */
  readonly blockNumber: number;
}

/**
 * The grant to compare with a document under: the one that is named, or the last to end of those that the contract opens
 * now. What came under it is not needed, since nothing of it is opened.
 * @throws GatewayError DOCUMENT_NOT_FOUND when no other member anchored the document, COMPARISON_NOT_GRANTED,
 * GRANT_WITHOUT_CASE, GRANT_NOT_EFFECTIVE, CHAIN_UNAVAILABLE.
 */
export async function chooseComparingGrant(
  gateway: Gateway,
  { otherDocumentId: documentId, grantId }: { readonly otherDocumentId: Hex32; readonly grantId?: Hex32 | undefined },
): Promise<ComparingGrant> {
  await catchUp(gateway);
  const { database, memberId: reader } = gateway;
  const kinds = await kindsOf(gateway, documentId);
  if (kinds.size === 0) throw new GatewayError("DOCUMENT_NOT_FOUND", "No other member anchored a document of that id.");
  const given = (await grantsOpening(database, { reader, documentId })).filter(
    ({ grant_id, owner }) => kinds.has(owner) && (grantId === undefined || grant_id === grantId),
  );
  const grants = await comparable(gateway, given);
  for (const grant of grants) {
    const { isOpen, block } = await opensNow(gateway, grant.grant_id, kinds.get(grant.owner) as number);
    if (isOpen) return { grant, blockNumber: block };
  }
  throw opensNothing();
}

/** The kind of a document by each other member that anchored it. */
async function kindsOf({ database, memberId }: Gateway, documentId: Hex32): Promise<Map<number, number>> {
  const rows = await database
    .selectFrom("entries")
    .select(["member_id", "kind"])
    .where("document_id", "=", documentId)
    .where("member_id", "!=", memberId)
    .orderBy("block_number")
    .execute();
  return new Map(rows.toReversed().map(({ member_id, kind }) => [member_id, kind]));
}

async function comparable({ database }: Gateway, given: readonly GrantRow[]): Promise<GrantRow[]> {
  let refusal = new GatewayError("COMPARISON_NOT_GRANTED", "No grant lets this member compare with the document.");
  const grants: GrantRow[] = [];
  for (const grant of given) {
    try {
      await requireComparable(database, grant);
      grants.push(grant);
    } catch (error) {
      if (isCode(error, "GRANT_WITHOUT_CASE")) refusal = error;
      else if (!isCode(error, "COMPARISON_NOT_GRANTED")) throw error;
    }
  }
  if (grants.length === 0) throw refusal;
  return grants.sort((a, b) => b.valid_until_seconds - a.valid_until_seconds);
}
