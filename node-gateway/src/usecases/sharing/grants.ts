import {
  GRANT_END_REASONS,
  type GrantEndReasonName,
  type Hex32,
  type Json,
  kindByName,
  PURPOSES,
  type PurposeName,
  rowByName,
  type Scope,
  subjectTag,
} from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { queueItem } from "../../outbox/items.ts";
import { findOwnDocument } from "../../papers/find-document.ts";
import { lineOf } from "../../sharing/grant-line.ts";
import { type Giving, queueDelegation, queueGrant } from "../../sharing/queue-grant.ts";
import { requireGrant } from "../../sharing/require.ts";
import type { ItemView, Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";
import { latestItem, sharingItem } from "./latest-item.ts";

/** What an officer gives, to whom and for how long. */
export interface GivingInput {
  readonly reader: number;
  readonly scope: Scope;
  readonly validUntilSeconds: number;
  /** Any number of readings by default. */
  readonly maxUses?: number | null;
  /** How often it may be handed on; never by default. */
  readonly delegations?: number;
  /** Made under no agreement by default. */
  readonly agreementId?: Hex32;
}

/** Exactly one of these: a document of ours, or all our papers of a consignment, past and future. */
export type SubjectInput = { readonly documentId: Hex32 } | { readonly consignment: string };

export type MakeGrantInput = Writing & GivingInput & { readonly about: SubjectInput; readonly purpose: PurposeName };

export interface QueuedGrant extends ItemView {
  readonly grantId: Hex32;
}

/**
 * Queues a grant of this member's own papers; of a document, it goes out once that is anchored.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, DOCUMENT_NOT_ANCHORED, MEMBER_SUSPENDED, READER_INVALID,
 * GRANT_END_INVALID, AGREEMENT_NOT_FOUND, AGREEMENT_NOT_COVERING, GRANT_EXISTS, IDEMPOTENCY_*.
 */
export async function makeGrant(gateway: Gateway, input: MakeGrantInput): Promise<QueuedGrant> {
  const { actor: _, idempotencyKey: __, ...content } = input;
  const purpose = rowByName(PURPOSES, input.purpose)?.code ?? 0;
  const about = await subjectOf(gateway, input.about);
  const grantId = await writeOnce(gateway, input, {
    route: "makeGrant",
    content: content as unknown as Json,
    work: (transaction, timeSeconds) =>
      queueGrant(gateway, transaction, {
        opening: { ...givingOf(input), ...about, purpose, requestId: null },
        timeSeconds,
      }),
  });
  return { grantId, ...(await sharingItem(gateway.database, ["grant"], grantId)) };
}

/**
 * Queues the handing on of a grant that this member reads under, as it is or narrower.
 * @throws GRANT_NOT_FOUND, GRANT_NOT_OWN, GRANT_NOT_EFFECTIVE, GRANT_TERMS_EXCEEDED and those of {@link makeGrant}.
 */
export async function delegateGrant(
  gateway: Gateway,
  input: Writing & GivingInput & { readonly grantId: Hex32 },
): Promise<QueuedGrant> {
  const { actor: _, idempotencyKey: __, ...content } = input;
  const grantId = await writeOnce(gateway, input, {
    route: "delegateGrant",
    content: content as unknown as Json,
    work: async (transaction, timeSeconds) => {
      const parent = await requireGrant(transaction, input.grantId);
      return queueDelegation(gateway, transaction, { parent, giving: givingOf(input), timeSeconds });
    },
  });
  return { grantId, ...(await sharingItem(gateway.database, ["delegate"], grantId)) };
}

/**
 * Queues the withdrawal of a grant, which ends all that were handed on from it too. It goes before everything else that
 * waits, but after the grant itself.
 * @throws GRANT_NOT_FOUND, GRANT_NOT_OWN, REASON_UNKNOWN, IDEMPOTENCY_*.
 */
export async function withdrawGrant(
  gateway: Gateway,
  input: Writing & { readonly grantId: Hex32; readonly reason: GrantEndReasonName },
): Promise<QueuedGrant> {
  const { grantId: subjectId } = input;
  const reason = rowByName(GRANT_END_REASONS, input.reason)?.code;
  if (reason === undefined) throw new GatewayError("REASON_UNKNOWN", "There is no such reason for ending a grant.");
  const grantId = await writeOnce(gateway, input, {
    route: "withdrawGrant",
    content: { grantId: subjectId, reason },
    work: async (transaction) => {
      await requireAbove(transaction, gateway.memberId, subjectId);
      const item = { purpose: "withdrawGrant", documentId: null, subjectId, payload: { reason } } as const;
      await queueItem(transaction, item, gateway.clock());
      return subjectId;
    },
  });
  return { grantId, ...(await sharingItem(gateway.database, ["withdrawGrant"], grantId)) };
}

/** That this member made a grant, or one above it; its own may still wait for the chain. */
async function requireAbove(database: Database, memberId: number, grantId: Hex32): Promise<void> {
  const line = await lineOf(database, grantId);
  if (line.some(({ granter }) => granter === memberId)) return;
  if (line.length > 0) throw new GatewayError("GRANT_NOT_OWN", "Only its granter, or one above it, withdraws a grant.");
  const queued = await latestItem(database, ["grant", "delegate"], grantId);
  if (!queued) throw new GatewayError("GRANT_NOT_FOUND", "The index has no such grant, and none waits in the outbox.");
}

const givingOf = ({ reader, scope, validUntilSeconds, ...more }: GivingInput): Giving => ({
  ...{ reader, scope, validUntilSeconds },
  maxUses: more.maxUses ?? null,
  delegations: more.delegations ?? 0,
  agreementId: more.agreementId ?? null,
});

async function subjectOf(gateway: Gateway, about: SubjectInput) {
  if ("consignment" in about)
    return { subject: consignmentTag(gateway, about.consignment), isConsignment: true, kind: 0 };
  const { kind, state } = await findOwnDocument(gateway, about.documentId);
  if (state === "refused") throw new GatewayError("DOCUMENT_NOT_ANCHORED", "The chain did not take the document.");
  return { subject: about.documentId, isConsignment: false, kind: kindByName(kind as never).code };
}

/** Tag of a consignment under the latest key, as new papers bear it. @throws TAG_KEY_MISSING; SdkError TAG_INPUT_EMPTY. */
export function consignmentTag({ tagKeys: { byEpoch, latestEpoch } }: Gateway, reference: string): Hex32 {
  const key = byEpoch.get(latestEpoch);
  if (!key) throw new GatewayError("TAG_KEY_MISSING", "The keystore holds no tag key of the consortium.");
  return subjectTag(key, reference);
}
