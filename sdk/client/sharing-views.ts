import type { Hex32, KindName, Policy, PurposeName, RefusalReasonName, Scope } from "../src/index.ts";
import type { ItemState, Paging } from "./views.ts";

/** One document, or a consignment: its papers, past and future. */
export type SharedSubject = { readonly documentId: Hex32 } | { readonly consignment: string };

/** What is given; by default any number of readings, never handed on, under no agreement. */
export interface Giving {
  readonly validUntilSeconds: number;
  /** Null for any number. */
  readonly maxUses?: number | null;
  /** How many times it may be handed on, one after the other: 0 to 3. */
  readonly delegations?: number;
  readonly agreementId?: Hex32;
}

export interface NewGrant extends Giving {
  readonly about: SharedSubject;
  readonly reader: number;
  readonly scope: Scope;
  readonly purpose: PurposeName;
}

export interface NewDelegation extends Giving {
  readonly reader: number;
  readonly scope: Scope;
}

export interface NewRequest {
  readonly holder: number;
  readonly about: SharedSubject;
  readonly scope: Scope;
  readonly purpose: PurposeName;
  readonly caseNumber: string;
  readonly note: string;
}

export interface NewAgreement {
  /** Members beside the gateway's own. */
  readonly parties: readonly number[];
  readonly kinds: readonly KindName[];
  /** One bit for each category of alerts. */
  readonly alertCategories?: number;
  readonly tlpCeiling: TlpCeiling;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  /** The text, of which only the digest goes on the chain; or that digest. */
  readonly text: string | { readonly digest: Hex32 };
}

export type TlpCeiling = "clear" | "green" | "amber" | "amber+strict" | "red";
export type AgreementWord = "accept" | "suspend" | "resume" | "terminate";

export const AGREEMENT_STANDINGS = ["proposed", "inForce", "notYet", "suspended", "over", "terminated"] as const;
/** `queued`: on its way to the chain; `refused`: not taken by it. */
export const GRANT_STANDINGS = [
  ...(["queued", "refused", "effective", "withdrawn"] as const),
  ...(["over", "suspended", "asleep", "unknown"] as const),
] as const;
/** `noteOnly`: what it says beside the chain arrived, but not its event; `queued`, `notTaken`: ours, not on the chain. */
export const REQUEST_STANDINGS = ["queued", "notTaken", "noteOnly", "open", "granted", "refused"] as const;

export type AgreementStanding = (typeof AGREEMENT_STANDINGS)[number];
export type GrantStanding = (typeof GRANT_STANDINGS)[number];
export type RequestStanding = (typeof REQUEST_STANDINGS)[number];

interface Queued {
  readonly state: ItemState;
  readonly refusal: string | null;
  /** Path on the gateway that tells how far it is. */
  readonly statusUrl: string;
}

export interface QueuedGrant extends Queued {
  readonly grantId: Hex32;
}

export interface QueuedRequest extends Queued {
  readonly requestId: Hex32;
}

export interface QueuedAgreement extends Queued {
  readonly agreementId: Hex32;
  readonly action: "propose" | AgreementWord;
}

export interface GrantView {
  readonly grantId: Hex32;
  readonly granter: number;
  readonly owner: number;
  readonly reader: number;
  /** Document id, or subject tag of a consignment. */
  readonly subject: Hex32;
  readonly isConsignment: boolean;
  readonly kind: KindName | null;
  /** Null where only its digest is known. */
  readonly scope: Scope | null;
  readonly scopeDigest: Hex32;
  readonly purpose: PurposeName | null;
  readonly validUntilSeconds: number;
  readonly maxUses: number | null;
  /** Null without a limit, and where it is not counted. */
  readonly usesLeft: number | null;
  readonly delegations: number;
  readonly agreementId: Hex32 | null;
  readonly parentId: Hex32 | null;
  readonly requestId: Hex32 | null;
  readonly standing: GrantStanding;
  readonly withdrawal: { readonly memberId: number; readonly reason: number; readonly timeSeconds: number } | null;
  readonly madeAtSeconds: number | null;
  readonly blockNumber: number | null;
  /** At its owner: what was sent under it. */
  readonly deliveries: readonly {
    readonly documentId: Hex32;
    readonly deliveryId: number | null;
    readonly state: string;
    readonly timeSeconds: number;
  }[];
}

export interface RequestView {
  readonly requestId: Hex32;
  readonly requester: number;
  readonly holder: number | null;
  readonly subject: Hex32 | null;
  readonly isConsignment: boolean | null;
  readonly scope: Scope | null;
  readonly scopeDigest: Hex32;
  readonly purpose: PurposeName | null;
  readonly standing: RequestStanding;
  readonly grantId: Hex32 | null;
  readonly refusal: RefusalReasonName | null;
  readonly requestedAtSeconds: number | null;
  readonly note: { readonly caseNumber: string; readonly text: string; readonly receivedAtSeconds: number } | null;
}

export interface AgreementView {
  readonly agreementId: Hex32;
  readonly proposer: number;
  readonly parties: readonly { readonly memberId: number; readonly hasAccepted: boolean; readonly suspends: boolean }[];
  readonly kinds: readonly KindName[];
  readonly alertCategories: number;
  readonly tlpCeiling: TlpCeiling;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  readonly textDigest: Hex32;
  readonly standing: AgreementStanding | "queued" | "refused";
}

/** The policy in force; version 0 and no rules before the first. */
export interface StandingPolicy {
  readonly version: number;
  readonly policy: Policy;
  readonly actor: string | null;
  readonly timeSeconds: number | null;
}

export interface GrantsQuery extends Paging {
  readonly direction?: "made" | "received";
  readonly subject?: Hex32;
  readonly standing?: GrantStanding;
}

export interface RequestsQuery extends Paging {
  readonly direction?: "made" | "received";
  readonly standing?: RequestStanding;
}
