import { type Hex32, hexOf, type Json, type KindName, kindByCode, kindByName, sha256, utf8Encode } from "@sealane/sdk";
import { type AgreementTerms, agreementIdOf } from "../../chain/terms.ts";
import { isBefore } from "../../database/is-before.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { isGone } from "../../outbox/item-view.ts";
import { type AgreementAction, queueItem } from "../../outbox/items.ts";
import {
  type AgreementStanding,
  agreementStanding,
  type FoldedAgreement,
  findAgreement,
} from "../../sharing/agreement-standing.ts";
import { chainNow } from "../../sharing/clock.ts";
import { requireAgreement, requireSelf } from "../../sharing/require.ts";
import { limitOf } from "../page.ts";
import type { ItemView, Page, Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";
import { latestItem, sharingItem } from "./latest-item.ts";
import { fillPage } from "./place.ts";

/** Markings by their code (TLP 2.0). */
export const TLP_CEILINGS = ["clear", "green", "amber", "amber+strict", "red"] as const;
export type TlpCeiling = (typeof TLP_CEILINGS)[number];

export interface ProposeAgreementInput extends Writing {
  /** Members beside this one. */
  readonly parties: readonly number[];
  readonly kinds: readonly KindName[];
  /** One bit for each category; none by default. */
  readonly alertCategories?: number;
  readonly tlpCeiling: TlpCeiling;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  /** The agreement's text, of which only the digest is kept; or that digest. */
  readonly text: string | { readonly digest: Hex32 };
}

export interface AgreementView {
  readonly agreementId: Hex32;
  readonly proposer: number;
  readonly parties: readonly { readonly memberId: number; readonly hasAccepted: boolean; readonly suspends: boolean }[];
  /** Kinds this version knows. */
  readonly kinds: readonly KindName[];
  readonly alertCategories: number;
  readonly tlpCeiling: TlpCeiling;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  readonly textDigest: Hex32;
  /** `queued` and `refused` before it is on the chain. */
  readonly standing: AgreementStanding | "queued" | "refused";
}

export interface QueuedAgreement extends ItemView {
  readonly agreementId: Hex32;
  readonly action: AgreementAction["action"];
}

/**
 * Queues a proposal, which this member accepts thereby.
 * @throws AGREEMENT_TERMS_INVALID, AGREEMENT_EXISTS, MEMBER_SUSPENDED, READER_INVALID, IDEMPOTENCY_*.
 */
export async function proposeAgreement(gateway: Gateway, input: ProposeAgreementInput): Promise<QueuedAgreement> {
  const { actor: _, idempotencyKey: __, ...content } = input;
  const terms = termsOf(gateway, input);
  const agreementId = await writeOnce(gateway, input, {
    route: "proposeAgreement",
    content: content as unknown as Json,
    work: async (transaction, timeSeconds) => {
      await requireSelf(transaction, gateway.memberId);
      if (terms.parties.length < 2 || (terms.kinds.length === 0 && terms.alertCategories === 0)) throw invalid();
      if (terms.validFromSeconds >= terms.validUntilSeconds || terms.validUntilSeconds <= timeSeconds) throw invalid();
      const subjectId = agreementIdOf(gateway.memberId, terms);
      const queued = await latestItem(transaction, ["agreement"], subjectId);
      if ((queued && !isGone(queued)) || (await findAgreement(transaction, subjectId)))
        throw new GatewayError("AGREEMENT_EXISTS", "This member proposed the same agreement before.");
      await say(gateway, transaction, subjectId, { action: "propose", terms });
      return subjectId;
    },
  });
  return { agreementId, action: "propose", ...(await sharingItem(gateway.database, ["agreement"], agreementId)) };
}

export type AgreementWord = "accept" | "suspend" | "resume" | "terminate";

/**
 * Queues what this member says of an agreement that it is a party of.
 * @throws AGREEMENT_NOT_FOUND, AGREEMENT_NOT_OURS, AGREEMENT_OVER, MEMBER_SUSPENDED, IDEMPOTENCY_*.
 */
export async function speakOfAgreement(
  gateway: Gateway,
  input: Writing & { readonly agreementId: Hex32; readonly action: AgreementWord },
): Promise<QueuedAgreement> {
  const { agreementId: subjectId, action } = input;
  const agreementId = await writeOnce(gateway, input, {
    route: `${action}Agreement`,
    content: { agreementId: subjectId },
    work: async (transaction) => {
      const { terms, isTerminated } = await requireAgreement(transaction, subjectId);
      if (!terms.parties.includes(gateway.memberId))
        throw new GatewayError("AGREEMENT_NOT_OURS", "This member is no party of the agreement.");
      if (action === "accept" || action === "resume") {
        if (isTerminated) throw new GatewayError("AGREEMENT_OVER", "A party terminated the agreement.");
        // What only takes rights away is never refused.
        await requireSelf(transaction, gateway.memberId);
      }
      await say(gateway, transaction, subjectId, { action });
      return subjectId;
    },
  });
  return { agreementId, action, ...(await sharingItem(gateway.database, ["agreement"], agreementId)) };
}

/** Agreements that this member is a party of, the newest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listAgreements(
  gateway: Gateway,
  input: { readonly standing?: AgreementStanding; readonly after?: string; readonly limit?: number },
): Promise<Page<AgreementView>> {
  const timeSeconds = await chainNow(gateway);
  return fillPage({
    limit: limitOf(input.limit),
    after: input.after,
    read: (after, limit) => {
      let query = gateway.database
        .selectFrom("agreements")
        .selectAll()
        .orderBy("block_number", "desc")
        .orderBy("log_index", "desc")
        .limit(limit);
      if (after !== undefined) query = query.where(isBefore(after));
      return query.execute();
    },
    view: async ({ agreement_id }) => {
      const agreement = await requireAgreement(gateway.database, agreement_id);
      if (!agreement.terms.parties.includes(gateway.memberId)) return undefined;
      const standing = agreementStanding(agreement, timeSeconds);
      return input.standing === undefined || standing === input.standing ? viewOf(agreement, standing) : undefined;
    },
  });
}

/** An agreement on the chain, or one that this member proposes. @throws AGREEMENT_NOT_FOUND */
export async function getAgreement(
  gateway: Gateway,
  { agreementId }: { readonly agreementId: Hex32 },
): Promise<AgreementView> {
  const found = await findAgreement(gateway.database, agreementId);
  if (found) return viewOf(found, agreementStanding(found, await chainNow(gateway)));
  const item = await latestItem(gateway.database, ["agreement"], agreementId);
  if (!item) throw new GatewayError("AGREEMENT_NOT_FOUND", "The index has no such agreement.");
  const { terms } = JSON.parse(item.payload) as { terms: AgreementTerms };
  const proposer = gateway.memberId;
  const proposed = { agreementId, proposer, terms, accepted: new Set([proposer]), suspending: new Set<number>() };
  return viewOf({ ...proposed, isTerminated: false }, isGone(item) ? "refused" : "queued");
}

const say = (
  gateway: Gateway,
  transaction: Parameters<typeof queueItem>[0],
  subjectId: Hex32,
  payload: AgreementAction,
): Promise<number> =>
  queueItem(transaction, { purpose: "agreement", documentId: null, subjectId, payload }, gateway.clock());

function termsOf({ memberId }: Gateway, input: ProposeAgreementInput): AgreementTerms {
  const ascending = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
  const { text, validFromSeconds, validUntilSeconds } = input;
  return {
    parties: ascending([memberId, ...input.parties]),
    kinds: ascending(input.kinds.map((name) => kindByName(name).code)),
    alertCategories: input.alertCategories ?? 0,
    tlpCeiling: TLP_CEILINGS.indexOf(input.tlpCeiling),
    ...{ validFromSeconds, validUntilSeconds },
    textDigest: typeof text === "string" ? hexOf(sha256(utf8Encode(text))) : text.digest,
  };
}

function viewOf({ agreementId, proposer, terms, ...folded }: FoldedAgreement, standing: AgreementView["standing"]) {
  const { parties, kinds, tlpCeiling, ...more } = terms;
  return {
    ...{ agreementId, proposer, ...more, standing },
    parties: parties.map((memberId) => ({
      memberId,
      hasAccepted: folded.accepted.has(memberId),
      suspends: folded.suspending.has(memberId),
    })),
    kinds: kinds.flatMap((code) => kindByCode(code)?.name ?? []),
    tlpCeiling: TLP_CEILINGS[tlpCeiling] ?? "clear",
  };
}

const invalid = (): GatewayError =>
  new GatewayError(
    "AGREEMENT_TERMS_INVALID",
    "An agreement has two parties and some kind or alert category at least, and a period that is not over.",
  );
