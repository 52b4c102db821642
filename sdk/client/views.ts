import type { Facts, Finding, Hex32, KindName, Link, Member, ReasonName } from "../src/index.ts";
import type { ReadingGrant } from "./readings-views.ts";

/** How far a document is on its way to the chain. */
export type DocumentState = "accepted" | "submitted" | "anchored" | "refused" | "received" | "shared";
export type Standing = "current" | "superseded" | "withdrawn";

export interface DocumentView {
  readonly documentId: Hex32;
  readonly kind: KindName;
  readonly format: string;
  readonly issuer: number;
  readonly issuedAt: number;
  readonly isOwn: boolean;
  readonly state: DocumentState;
  readonly standing: Standing | null;
  readonly anchor: { readonly blockNumber: number; readonly timeSeconds: number; readonly root: Hex32 } | null;
  readonly successorId: Hex32 | null;
  readonly refusal: string | null;
  readonly links: readonly Link[];
  readonly findings: readonly Pick<Finding, "code" | "message">[];
  readonly createdAtSeconds: number;
}

export interface AcceptedDocument extends DocumentView {
  /** Path on the gateway that tells how far it is. */
  readonly statusUrl: string;
}

export interface OpenedDocument extends DocumentView {
  readonly facts: Facts;
  readonly fields: readonly { readonly pointer: string; readonly value: unknown }[];
  readonly statement: string;
  /** Null for what the gateway holds itself. */
  readonly grant: ReadingGrant | null;
  readonly original: { readonly isHeld: boolean; readonly mediaType: string | null; readonly sizeBytes: number | null };
}

/** That a member anchored a document, and whether it still stands. */
export interface AnchorView {
  readonly memberId: number;
  readonly kind: KindName | null;
  readonly kindCode: number;
  readonly root: Hex32;
  readonly blockNumber: number;
  readonly timeSeconds: number;
  readonly standing: Standing;
}

/** What the chain says of a document's id as of a block; nobody anchored it when `anchors` is empty. */
export interface LookedUp {
  readonly block: { readonly number: number; readonly hash: Hex32; readonly timeSeconds: number };
  readonly anchors: readonly AnchorView[];
}

/** How far an item of the outbox is; `cancelled` when an operator gave it up. */
export const ITEM_STATES = ["queued", "sent", "done", "refused", "cancelled"] as const;

export type ItemState = (typeof ITEM_STATES)[number];

/** What an item of the outbox is for. */
export const OUTBOX_PURPOSES = [
  ...(["anchor", "supersede", "withdraw", "member", "grant", "delegate"] as const),
  ...(["withdrawGrant", "request", "refuse", "agreement", "receipts", "ledger", "selection"] as const),
] as const;

export type OutboxPurpose = (typeof OUTBOX_PURPOSES)[number];

export interface OutboxItem {
  readonly itemId: number;
  readonly purpose: OutboxPurpose;
  /** What a change of the member itself is, or what is said of an agreement, balance or seed; else null. */
  readonly action: string | null;
  readonly documentId: Hex32 | null;
  /** Id of the grant, request, agreement or balance that it speaks of; else null. */
  readonly subjectId: Hex32 | null;
  readonly state: ItemState;
  readonly refusal: string | null;
  readonly createdAtSeconds: number;
  readonly ageSeconds: number;
  /** Of the transaction that carries it; null before it is signed. */
  readonly nonce: number | null;
  /** How often that transaction was sent. */
  readonly attempts: number;
}

export interface OutboxQuery extends Paging {
  /** What is queued, sent or refused, by default. */
  readonly state?: ItemState;
  readonly purpose?: OutboxPurpose;
}

export interface QueuedChange {
  readonly documentId: Hex32;
  readonly state: ItemState;
  readonly refusal: string | null;
  readonly statusUrl: string;
}

export interface ListedMember {
  readonly member: Member;
  readonly name: string | null;
  readonly gatewayUrl: string;
  readonly operators: readonly string[];
}

export type MemberChange =
  | {
      readonly action: "addKey";
      readonly x: string;
      readonly y: string;
      readonly use: "statement" | "sealing" | "transport";
      readonly validFromSeconds: number;
      readonly validUntilSeconds: number;
    }
  | { readonly action: "endKey"; readonly kid: string }
  | { readonly action: "declareKeyCompromised"; readonly kid: string; readonly compromisedSinceSeconds: number }
  | { readonly action: "setGatewayUrl"; readonly gatewayUrl: string };

export interface QueuedMemberChange {
  readonly itemId: number;
  readonly action: MemberChange["action"];
  readonly state: ItemState;
  readonly refusal: string | null;
}

export interface AuditEntry {
  readonly sequence: number;
  readonly action: string;
  readonly actor: string;
  readonly subject: string;
  readonly timeSeconds: number;
  readonly hash: Hex32;
  readonly previous: Hex32;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Given to get the following page; null at the end. */
  readonly next: string | null;
}

export interface Paging {
  readonly after?: string;
  /** 1 to 200. */
  readonly limit?: number;
}

export interface Readiness {
  readonly isReady: boolean;
  readonly dependencies: readonly {
    readonly name: string;
    readonly isReady: boolean;
    readonly message: string;
    readonly figures: Readonly<Record<string, number>>;
  }[];
}

export interface GatewaySelf {
  readonly memberId: number;
  readonly network: { readonly chainId: number; readonly genesisHash: Hex32; readonly directory: string };
  readonly statementKeys: readonly string[];
  readonly issuer: string;
  readonly audience: string;
}

/** An original with what is said of it beside it. */
export interface Submission {
  readonly original: Uint8Array;
  /** `application/json` for documents in JSON. */
  readonly mediaType: string;
  readonly kind?: KindName;
  readonly consignment?: string;
  readonly links?: readonly Link[];
  readonly facts?: Facts;
  /** A new one by default; give your own to go on after an interruption. */
  readonly idempotencyKey?: string;
}

export interface Supersession extends Submission {
  readonly reason: ReasonName;
}

export interface DossierChoices {
  /** RFC 6901 pointers of fields that stay open; all by default. */
  readonly fields?: readonly string[];
  readonly includeLinked?: boolean;
  readonly includeOriginal?: boolean;
}
