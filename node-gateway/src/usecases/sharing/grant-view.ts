import { type Hex32, type KindName, kindByCode, PURPOSES, rowByCode, type Scope, ZERO_HEX32 } from "@sealane/sdk";
import { type GrantTerms, UNLIMITED_USES } from "../../chain/terms.ts";
import type { GrantRow, GrantWithdrawalRow } from "../../database/schema/chain-sharing.ts";
import type { Gateway } from "../../gateway.ts";
import { usesOf } from "../../readings/grant-family.ts";
import { chainNow } from "../../sharing/clock.ts";
import { lineOf } from "../../sharing/grant-line.ts";
import { type GrantStanding, grantStanding } from "../../sharing/grant-standing.ts";
import { scopeOfDigest } from "../../sharing/known-scopes.ts";

/** A paper that was sent under a grant; `nothing` where it states nothing that the grant opens. */
export interface GrantDeliveryView {
  readonly documentId: Hex32;
  readonly deliveryId: number | null;
  readonly state: string;
  readonly timeSeconds: number;
}

export interface GrantView {
  readonly grantId: Hex32;
  readonly granter: number;
  readonly owner: number;
  readonly reader: number;
  /** Document id, or subject tag of a consignment. */
  readonly subject: Hex32;
  readonly isConsignment: boolean;
  /** Null for a consignment, or a code this version does not know. */
  readonly kind: KindName | null;
  /** Null where only its digest is known here. */
  readonly scope: Scope | null;
  readonly scopeDigest: Hex32;
  /** Null for a code this version does not know. */
  readonly purpose: string | null;
  readonly validUntilSeconds: number;
  /** Null for any number. */
  readonly maxUses: number | null;
  /** As this gateway counted the readings of its own papers; null where it does not count, or there is no limit. */
  readonly usesLeft: number | null;
  readonly delegations: number;
  readonly agreementId: Hex32 | null;
  readonly parentId: Hex32 | null;
  readonly requestId: Hex32 | null;
  /** `queued` and `refused` before it is on the chain. */
  readonly standing: GrantStanding | "queued" | "refused";
  readonly withdrawal: { readonly memberId: number; readonly reason: number; readonly timeSeconds: number } | null;
  /** Null before it is on the chain. */
  readonly madeAtSeconds: number | null;
  readonly blockNumber: number | null;
  /** What its owner sent under it; empty at everybody else. */
  readonly deliveries: readonly GrantDeliveryView[];
}

/** A grant on the chain, as officers see it. */
export async function grantView(gateway: Gateway, row: GrantRow): Promise<GrantView> {
  const { database } = gateway;
  const withdrawal = await database
    .selectFrom("grant_withdrawals")
    .selectAll()
    .where("grant_id", "=", row.grant_id)
    .executeTakeFirst();
  return {
    ...(await factsOf(gateway, row)),
    usesLeft: row.owner === gateway.memberId ? await usesLeftOf(gateway, row) : null,
    standing: await grantStanding(database, row.grant_id, await chainNow(gateway)),
    withdrawal: withdrawalView(withdrawal),
    madeAtSeconds: row.time_seconds,
    blockNumber: row.block_number,
    deliveries: row.owner === gateway.memberId ? await deliveriesOf(gateway, row.grant_id) : [],
  };
}

/** A grant of this member that is not on the chain. */
export async function queuedGrantView(
  gateway: Gateway,
  row: GrantRow,
  standing: "queued" | "refused",
): Promise<GrantView> {
  const facts = await factsOf(gateway, row);
  return {
    ...facts,
    usesLeft: null,
    standing,
    withdrawal: null,
    madeAtSeconds: null,
    blockNumber: null,
    deliveries: [],
  };
}

/** A grant's terms as the row that the index will have of it, nowhere in the chain yet. */
export const rowOfTerms = (
  grantId: Hex32,
  terms: GrantTerms,
  { granter, owner, kind }: { readonly granter: number; readonly owner: number; readonly kind: number },
): GrantRow => ({
  grant_id: grantId,
  ...{ granter, owner, kind, reader: terms.reader, subject: terms.subject, scope: terms.scope },
  is_consignment: terms.isConsignment ? 1 : 0,
  narrower_scopes: terms.narrowerScopes,
  purpose: terms.purpose,
  valid_until_seconds: terms.validUntilSeconds,
  max_uses: terms.maxUses,
  delegations: terms.delegations,
  agreement_id: terms.agreementId,
  parent_id: terms.parentId,
  request_id: terms.requestId,
  ...{ block_number: 0, log_index: 0, time_seconds: 0 },
});

async function factsOf({ database }: Gateway, row: GrantRow) {
  return {
    grantId: row.grant_id,
    ...{ granter: row.granter, owner: row.owner, reader: row.reader, subject: row.subject },
    isConsignment: row.is_consignment === 1,
    kind: kindByCode(row.kind)?.name ?? null,
    scope: (await scopeOfDigest(database, row.scope)) ?? null,
    scopeDigest: row.scope,
    purpose: rowByCode(PURPOSES, row.purpose)?.name ?? null,
    validUntilSeconds: row.valid_until_seconds,
    maxUses: row.max_uses === UNLIMITED_USES ? null : row.max_uses,
    delegations: row.delegations,
    agreementId: orNull(row.agreement_id),
    parentId: orNull(row.parent_id),
    requestId: orNull(row.request_id),
  };
}

const orNull = (id: Hex32): Hex32 | null => (id === ZERO_HEX32 ? null : id);

const withdrawalView = (row: GrantWithdrawalRow | undefined): GrantView["withdrawal"] =>
  row ? { memberId: row.member_id, reason: row.reason, timeSeconds: row.time_seconds } : null;

/** Readings count against a grant and all above it. */
async function usesLeftOf({ database }: Gateway, row: GrantRow): Promise<number | null> {
  const limited = (await lineOf(database, row.grant_id)).filter(({ max_uses }) => max_uses !== UNLIMITED_USES);
  if (limited.length === 0) return null;
  const left = await Promise.all(
    limited.map(async ({ grant_id, max_uses }) => max_uses - (await usesOf(database, grant_id))),
  );
  return Math.max(0, Math.min(...left));
}

async function deliveriesOf({ database }: Gateway, grantId: Hex32): Promise<GrantDeliveryView[]> {
  const rows = await database
    .selectFrom("grant_deliveries as sent")
    .leftJoin("deliveries", "deliveries.delivery_id", "sent.delivery_id")
    .select(["sent.document_id", "sent.delivery_id", "sent.time_seconds", "deliveries.state"])
    .where("sent.grant_id", "=", grantId)
    .orderBy("sent.time_seconds")
    .orderBy("sent.document_id")
    .execute();
  return rows.map(({ document_id, delivery_id, time_seconds, state }) => ({
    documentId: document_id,
    deliveryId: delivery_id === 0 ? null : delivery_id,
    state: state ?? "nothing",
    timeSeconds: time_seconds,
  }));
}
