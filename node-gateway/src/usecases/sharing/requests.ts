import {
  caseDigest,
  type Hex32,
  type Json,
  PURPOSES,
  type PurposeName,
  REFUSAL_REASONS,
  type RefusalReasonName,
  rowByName,
  type Scope,
  scopeDigest,
} from "@sealane/sdk";
import { requestIdOf } from "../../chain/terms.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { findAnchor } from "../../indexer/find-anchors.ts";
import { queueItem } from "../../outbox/items.ts";
import { queueDelivery } from "../../peers/sending/queue-delivery.ts";
import { scopeOfDigest } from "../../sharing/known-scopes.ts";
import { queueGrant } from "../../sharing/queue-grant.ts";
import { keepNote } from "../../sharing/request-note.ts";
import { requireOpenRequest, requireOther, requireSelf } from "../../sharing/require.ts";
import type { ItemView, Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";
import { consignmentTag, type QueuedGrant, type SubjectInput } from "./grants.ts";
import { latestItem, sharingItem } from "./latest-item.ts";

export interface MakeRequestInput extends Writing {
  /** The member that is asked. */
  readonly holder: number;
  readonly about: SubjectInput;
  readonly scope: Scope;
  readonly purpose: PurposeName;
  /** Goes to the holder alone; the chain has its keyed digest. */
  readonly caseNumber: string;
  readonly note: string;
}

export interface QueuedRequest extends ItemView {
  readonly requestId: Hex32;
}

const NOTE_SECONDS = 30 * 86_400;

/**
 * Queues a request for the chain, and what it says beside it for its holder.
 * @throws DOCUMENT_NOT_FOUND, MEMBER_SUSPENDED, READER_INVALID, REQUEST_EXISTS, IDEMPOTENCY_*.
 */
export async function makeRequest(gateway: Gateway, input: MakeRequestInput): Promise<QueuedRequest> {
  const { actor: _, idempotencyKey: __, ...content } = input;
  const { holder, scope, caseNumber, note } = input;
  const question = {
    ...{ holder, subject: await subjectOf(gateway, input), isConsignment: "consignment" in input.about },
    scope: scopeDigest(scope),
    purpose: rowByName(PURPOSES, input.purpose)?.code ?? 0,
    caseDigest: caseDigest(latestTagKey(gateway), caseNumber),
  };
  const requestId = await writeOnce(gateway, input, {
    route: "makeRequest",
    content: content as unknown as Json,
    work: async (transaction) => {
      await requireSelf(transaction, gateway.memberId);
      await requireOther(transaction, gateway.memberId, holder);
      const subjectId = requestIdOf(gateway.memberId, question);
      const queued = await latestItem(transaction, ["request"], subjectId);
      if (queued && queued.state !== "refused" && queued.state !== "cancelled")
        throw new GatewayError("REQUEST_EXISTS", "The same was asked before; give another case number to ask anew.");
      const timeSeconds = gateway.clock();
      const item = { purpose: "request", documentId: null, subjectId, payload: question } as const;
      await queueItem(transaction, item, timeSeconds);
      const said = { requestId: subjectId, scope, caseNumber, note };
      await keepNote(transaction, said, { memberId: gateway.memberId, timeSeconds });
      await queueDelivery(gateway, transaction, {
        ...{ to: holder, type: "request", lane: question.subject, content: said as never, attachments: [] },
        expiresAtSeconds: timeSeconds + NOTE_SECONDS,
      });
      return subjectId;
    },
  });
  return { requestId, ...(await sharingItem(gateway.database, ["request"], requestId)) };
}

/** How a request is granted; what is not said is as asked, for any number of readings and under no agreement. */
export interface GrantRequestInput extends Writing {
  readonly requestId: Hex32;
  readonly validUntilSeconds: number;
  readonly scope?: Scope;
  readonly maxUses?: number | null;
  readonly delegations?: number;
  readonly agreementId?: Hex32;
}

/**
 * Queues the grant that answers a request.
 * @throws REQUEST_NOT_FOUND, REQUEST_NOT_OURS, REQUEST_ANSWERED, DOCUMENT_NOT_FOUND, SCOPE_UNKNOWN and those of makeGrant.
 */
export async function grantRequest(gateway: Gateway, input: GrantRequestInput): Promise<QueuedGrant> {
  const { actor: _, idempotencyKey: __, ...content } = input;
  const grantId = await writeOnce(gateway, input, {
    route: "grantRequest",
    content: content as unknown as Json,
    work: async (transaction, timeSeconds) => {
      const row = await requireOpenRequest(transaction, gateway.memberId, input.requestId);
      const scope = input.scope ?? (await scopeOfDigest(transaction, row.scope));
      if (!scope) throw new GatewayError("SCOPE_UNKNOWN", "Only the scope's digest arrived; say which scope to grant.");
      const isConsignment = row.is_consignment === 1;
      const found = isConsignment ? undefined : await findAnchor(transaction, row.subject, gateway.memberId);
      if (!isConsignment && !found)
        throw new GatewayError("DOCUMENT_NOT_FOUND", "This member anchored no such document; refuse the request.");
      const opening = {
        ...{ reader: row.requester, scope, subject: row.subject, isConsignment, purpose: row.purpose },
        ...{ kind: found?.entry.kind ?? 0, requestId: row.request_id, validUntilSeconds: input.validUntilSeconds },
        ...{ maxUses: input.maxUses ?? null, delegations: input.delegations ?? 0 },
        agreementId: input.agreementId ?? null,
      };
      return queueGrant(gateway, transaction, { opening, timeSeconds });
    },
  });
  return { grantId, ...(await sharingItem(gateway.database, ["grant"], grantId)) };
}

/** Queues the refusal of a request, which is final. @throws REQUEST_NOT_FOUND, REQUEST_NOT_OURS, REQUEST_ANSWERED, REASON_UNKNOWN, IDEMPOTENCY_* */
export async function refuseRequest(
  gateway: Gateway,
  input: Writing & { readonly requestId: Hex32; readonly reason: RefusalReasonName },
): Promise<QueuedRequest> {
  const { requestId: subjectId } = input;
  const reason = rowByName(REFUSAL_REASONS, input.reason)?.code;
  if (reason === undefined) throw new GatewayError("REASON_UNKNOWN", "There is no such reason for refusing a request.");
  const requestId = await writeOnce(gateway, input, {
    route: "refuseRequest",
    content: { requestId: subjectId, reason },
    work: async (transaction) => {
      await requireOpenRequest(transaction, gateway.memberId, subjectId);
      const item = { purpose: "refuse", documentId: null, subjectId, payload: { reason } } as const;
      await queueItem(transaction, item, gateway.clock());
      return subjectId;
    },
  });
  return { requestId, ...(await sharingItem(gateway.database, ["refuse"], requestId)) };
}

async function subjectOf(gateway: Gateway, { about, holder }: MakeRequestInput): Promise<Hex32> {
  if ("consignment" in about) return consignmentTag(gateway, about.consignment);
  if (await findAnchor(gateway.database, about.documentId, holder)) return about.documentId;
  throw new GatewayError("DOCUMENT_NOT_FOUND", "That member anchored no such document.");
}

function latestTagKey({ tagKeys: { byEpoch, latestEpoch } }: Gateway): Uint8Array {
  const key = byEpoch.get(latestEpoch);
  if (!key) throw new GatewayError("TAG_KEY_MISSING", "The keystore holds no tag key of the consortium.");
  return key;
}
