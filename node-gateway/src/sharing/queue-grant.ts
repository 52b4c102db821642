import {
  type Hex32,
  isScopeWithin,
  narrowerScopes,
  needsCase,
  type Scope,
  scopeDigest,
  scopeTree,
  ZERO_HEX32,
} from "@sealane/sdk";
import type { Transaction } from "kysely";
import { type GrantTerms, grantIdOf, UNLIMITED_USES } from "../chain/terms.ts";
import type { Database } from "../database/database.ts";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import type { Schema } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { isGrantGone } from "../outbox/encode.ts";
import { queueItem } from "../outbox/items.ts";
import { grantStanding } from "./grant-standing.ts";
import { keepScope, scopeOfDigest } from "./known-scopes.ts";
import { namesCase } from "./names-case.ts";
import { requireAgreed, requireOther, requireSelf } from "./require.ts";

/** What is given, as officers say it. */
export interface Giving {
  readonly reader: number;
  readonly scope: Scope;
  readonly validUntilSeconds: number;
  /** Null for any number of readings. */
  readonly maxUses: number | null;
  readonly delegations: number;
  readonly agreementId: Hex32 | null;
}

/** What a first grant opens, and why. */
export interface Opening extends Giving {
  /** Document id, or subject tag of a consignment. */
  readonly subject: Hex32;
  readonly isConsignment: boolean;
  /** Code; zero for a consignment. */
  readonly kind: number;
  /** Code. */
  readonly purpose: number;
  readonly requestId: Hex32 | null;
}

/**
 * Queues a grant of this member's own papers, in the transaction that writes down why; the grant's id.
 * @throws GatewayError MEMBER_SUSPENDED, READER_INVALID, GRANT_END_INVALID, AGREEMENT_NOT_FOUND, AGREEMENT_NOT_COVERING,
 * GRANT_EXISTS, GRANT_WITHOUT_CASE.
 */
export async function queueGrant(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { opening, timeSeconds }: { opening: Opening; timeSeconds: number },
): Promise<Hex32> {
  const { kind, scope, subject, isConsignment, purpose, requestId, delegations } = opening;
  if (needsCase(scope) && requestId === null) throw withoutCase();
  const terms: GrantTerms = {
    ...givenTerms(opening),
    ...{ subject, isConsignment, purpose, parentId: ZERO_HEX32, requestId: requestId ?? ZERO_HEX32 },
    narrowerScopes: delegations > 0 ? scopeTree(narrowerScopes(scope)).root : ZERO_HEX32,
  };
  await requireGivable(transaction, { granter: gateway.memberId, terms, kind, timeSeconds });
  const subjectId = grantIdOf(gateway.memberId, terms);
  await requireNew(transaction, subjectId);
  await keepScope(transaction, scope);
  const documentId = isConsignment ? null : subject;
  await queueItem(transaction, { purpose: "grant", documentId, subjectId, payload: terms }, gateway.clock());
  return subjectId;
}

/**
 * Queues the handing on of a grant that this member reads under; the new grant's id.
 * @throws GatewayError those of {@link queueGrant}; GRANT_NOT_OWN, GRANT_NOT_EFFECTIVE, GRANT_TERMS_EXCEEDED.
 */
export async function queueDelegation(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { parent, giving, timeSeconds }: { parent: GrantRow; giving: Giving; timeSeconds: number },
): Promise<Hex32> {
  if (parent.reader !== gateway.memberId) {
    throw new GatewayError("GRANT_NOT_OWN", "Only the reader of a grant hands it on.");
  }
  const standing = await grantStanding(transaction, parent.grant_id, timeSeconds);
  if (standing !== "effective")
    throw new GatewayError("GRANT_NOT_EFFECTIVE", `The grant opens nothing now (${standing}).`);
  if (needsCase(giving.scope) && !(await namesCase(transaction, parent.grant_id))) throw withoutCase();
  const agreementId = parent.agreement_id === ZERO_HEX32 ? giving.agreementId : parent.agreement_id;
  const isSame = scopeDigest(giving.scope) === parent.scope;
  const terms: GrantTerms = {
    ...givenTerms({ ...giving, agreementId }),
    ...{ subject: parent.subject, isConsignment: parent.is_consignment === 1, purpose: parent.purpose },
    ...{ parentId: parent.grant_id, requestId: ZERO_HEX32 },
    narrowerScopes: isSame && giving.delegations > 0 ? parent.narrower_scopes : ZERO_HEX32,
  };
  const proof = await proofOf(transaction, parent, giving.scope);
  await requireWithin(transaction, parent, terms);
  await requireGivable(transaction, { granter: gateway.memberId, terms, kind: parent.kind, timeSeconds });
  const subjectId = grantIdOf(gateway.memberId, terms);
  await requireNew(transaction, subjectId);
  const item = { purpose: "delegate", documentId: null, subjectId, payload: { terms, proof } } as const;
  await queueItem(transaction, item, gateway.clock());
  return subjectId;
}

const withoutCase = (): GatewayError =>
  new GatewayError("GRANT_WITHOUT_CASE", "Papers are compared for a case: only what answers a request lets them be.");

const givenTerms = ({ reader, scope, validUntilSeconds, maxUses, delegations, agreementId }: Giving) => ({
  ...{ reader, validUntilSeconds, delegations },
  scope: scopeDigest(scope),
  maxUses: maxUses ?? UNLIMITED_USES,
  agreementId: agreementId ?? ZERO_HEX32,
});

interface Givable {
  readonly granter: number;
  readonly terms: GrantTerms;
  readonly kind: number;
  readonly timeSeconds: number;
}

async function requireGivable(database: Database, { granter, terms, kind, timeSeconds }: Givable): Promise<void> {
  await requireSelf(database, granter);
  await requireOther(database, granter, terms.reader);
  if (terms.validUntilSeconds <= timeSeconds)
    throw new GatewayError("GRANT_END_INVALID", "The grant would be over already.");
  await requireAgreed(database, terms.agreementId, { granter, reader: terms.reader, kind, timeSeconds });
}

/** The same grant made again is the same grant, also once it is withdrawn. */
async function requireNew(database: Database, grantId: Hex32): Promise<void> {
  if (await isGrantGone(database, grantId)) return;
  throw new GatewayError(
    "GRANT_EXISTS",
    "The same grant was made before, and stays what became of it. To grant anew, choose another end.",
  );
}

async function requireWithin(database: Database, parent: GrantRow, terms: GrantTerms): Promise<void> {
  const exceeds = (what: string) =>
    new GatewayError("GRANT_TERMS_EXCEEDED", `It would give more than the grant that it comes from: ${what}.`);
  if (terms.validUntilSeconds > parent.valid_until_seconds) throw exceeds("a later end");
  if (terms.delegations >= parent.delegations) throw exceeds("as many delegations");
  if (parent.max_uses === UNLIMITED_USES) return;
  const handedOn = await database
    .selectFrom("grants")
    .select("max_uses")
    .where("parent_id", "=", parent.grant_id)
    .execute();
  const left = handedOn.reduce((uses, { max_uses }) => uses - max_uses, parent.max_uses);
  if (terms.maxUses > left) throw exceeds(`${left} readings are left to hand on`);
}

/** That a scope may be handed on: the parent's own, or one of those that it names by their hash. */
async function proofOf(database: Database, parent: GrantRow, scope: Scope) {
  if (scopeDigest(scope) === parent.scope) return { size: 0, index: 0, path: [] };
  const above = await scopeOfDigest(database, parent.scope);
  if (above !== undefined && isScopeWithin(scope, above)) {
    const tree = scopeTree(narrowerScopes(above));
    const proof = tree.root === parent.narrower_scopes ? tree.proof(scope) : undefined;
    if (proof) return proof;
  }
  throw new GatewayError(
    "GRANT_TERMS_EXCEEDED",
    "It would give more than the grant that it comes from: only its own scope and named ones within it are handed on.",
  );
}
