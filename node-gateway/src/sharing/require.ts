import { type Hex32, type Member, ZERO_HEX32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { GrantRow, RequestRow } from "../database/schema/chain-sharing.ts";
import { GatewayError } from "../errors.ts";
import { readMembers } from "../indexer/members.ts";
import {
  agreementStanding,
  type FoldedAgreement,
  findAgreement,
  isAgreed,
  type Sharing,
} from "./agreement-standing.ts";
import { findGrant } from "./grant-line.ts";

// What the contract would refuse is refused here already, with a sentence for officers. The contract decides.

/** This member, which may act. @throws GatewayError MEMBER_SUSPENDED */
export async function requireSelf(database: Database, memberId: number): Promise<void> {
  const [self] = await readMembers(database, [memberId]);
  if (self?.member.status === "active") return;
  throw new GatewayError("MEMBER_SUSPENDED", "This member is suspended, or not yet admitted, and can give no rights.");
}

/** Another member, active. @throws GatewayError READER_INVALID */
export async function requireOther(database: Database, self: number, other: number): Promise<Member> {
  const [found] = await readMembers(database, [other]);
  if (found?.member.status === "active" && other !== self) return found.member;
  throw new GatewayError("READER_INVALID", "It must be another member of the consortium, and an active one.");
}

/** A grant. @throws GatewayError GRANT_NOT_FOUND */
export async function requireGrant(database: Database, grantId: Hex32): Promise<GrantRow> {
  const row = await findGrant(database, grantId);
  if (row) return row;
  throw new GatewayError(
    "GRANT_NOT_FOUND",
    "The index has no such grant; one that was just made may not be there yet.",
  );
}

/** An agreement. @throws GatewayError AGREEMENT_NOT_FOUND */
export async function requireAgreement(database: Database, agreementId: Hex32): Promise<FoldedAgreement> {
  const found = await findAgreement(database, agreementId);
  if (found) return found;
  throw new GatewayError("AGREEMENT_NOT_FOUND", "The index has no such agreement.");
}

/** That an agreement, if any, covers what is shared now. @throws GatewayError AGREEMENT_NOT_FOUND, AGREEMENT_NOT_COVERING */
export async function requireAgreed(
  database: Database,
  agreementId: Hex32,
  { timeSeconds, ...sharing }: Sharing & { readonly timeSeconds: number },
): Promise<void> {
  if (agreementId === ZERO_HEX32) return;
  const agreement = await requireAgreement(database, agreementId);
  if (isAgreed(agreement, sharing, timeSeconds)) return;
  const standing = agreementStanding(agreement, timeSeconds);
  throw new GatewayError(
    "AGREEMENT_NOT_COVERING",
    standing === "inForce"
      ? "The agreement does not cover both members and the paper's kind."
      : `The agreement is not in force (${standing}).`,
  );
}

/** A request that waits for this member's answer. @throws GatewayError REQUEST_NOT_FOUND, REQUEST_NOT_OURS, REQUEST_ANSWERED */
export async function requireOpenRequest(database: Database, holder: number, requestId: Hex32): Promise<RequestRow> {
  const row = await database.selectFrom("requests").selectAll().where("request_id", "=", requestId).executeTakeFirst();
  if (!row) throw new GatewayError("REQUEST_NOT_FOUND", "The index has no such request.");
  if (row.holder !== holder) throw new GatewayError("REQUEST_NOT_OURS", "Another member is asked, and answers.");
  if (await isAnswered(database, requestId)) {
    throw new GatewayError("REQUEST_ANSWERED", "The request is answered, or its answer is on its way to the chain.");
  }
  return row;
}

/** Whether a request was answered, or an answer of this member is on its way. */
export async function isAnswered(database: Database, requestId: Hex32): Promise<boolean> {
  const granted = await database
    .selectFrom("grants")
    .select("grant_id")
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  const refused = await database
    .selectFrom("request_refusals")
    .select("request_id")
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  if (granted || refused) return true;
  const onTheWay = await database
    .selectFrom("outbox_items")
    .select("item_id")
    .where((row) => row.or([row("request_id", "=", requestId), row("subject_id", "=", requestId)]))
    .where("purpose", "in", ["grant", "refuse"])
    .where("state", "in", ["waiting", "signed"])
    .executeTakeFirst();
  return onTheWay !== undefined;
}
