import type { Finding, Hex32, KindName, Link } from "@sealane/sdk";

/** Who asks: the subject of an officer's token, as the audit log names him. */
export interface Acting {
  readonly actor: string;
}

/** A request that writes: repeated with the same key it has the result of the first. */
export interface Writing extends Acting {
  /** 1 to 128 visible ASCII characters, chosen by the caller. */
  readonly idempotencyKey: string;
}

/**
 * How far a document of this member is: written down here; in a transaction on its way; on the chain; or refused, with
 * the reason in `refusal`. A received document is `received` until the index has its entry; what another member shared
 * under a grant is `shared`.
 */
export type DocumentState = "accepted" | "submitted" | "anchored" | "refused" | "received" | "shared";

/** Whether an anchored document still stands. */
export type Standing = "current" | "superseded" | "withdrawn";

export interface DocumentView {
  readonly documentId: Hex32;
  readonly kind: KindName;
  /** `unknown` for what was shared, which is not opened to look. */
  readonly format: string;
  readonly issuer: number;
  readonly issuedAt: number;
  readonly isOwn: boolean;
  readonly state: DocumentState;
  /** Null before it is anchored. */
  readonly standing: Standing | null;
  /** Null before it is anchored; `transaction` null when another gateway anchored it. */
  readonly anchor: { readonly blockNumber: number; readonly timeSeconds: number; readonly root: Hex32 } | null;
  readonly successorId: Hex32 | null;
  /** Code of the contract's error when the chain would not take it; `Cancelled` when an operator gave it up. */
  readonly refusal: string | null;
  readonly links: readonly Link[];
  /** What preparing the document found wrong in it. */
  readonly findings: readonly Finding[];
  readonly createdAtSeconds: number;
}

/** One page of a list; `next` is given to get the following one and null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** How far an item of the outbox is; `cancelled` when an operator gave it up. */
export type ItemState = "queued" | "sent" | "done" | "refused" | "cancelled";

export interface ItemView {
  readonly state: ItemState;
  /** Name of the contract's error, when it would not take it; `Cancelled` when an operator gave it up. */
  readonly refusal: string | null;
}

/** A stage of a write request that the outbox carries out. */
export interface QueuedView extends ItemView {
  readonly documentId: Hex32;
}

/** The block at which something was looked up. */
export interface BlockView {
  readonly number: number;
  readonly hash: Hex32;
  readonly timeSeconds: number;
}
