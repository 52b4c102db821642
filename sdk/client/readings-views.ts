import type { Hex32, PurposeName, Reading, ReadingReceipt, Report, Scope } from "../src/index.ts";

/** The grant that a document was opened under. */
export interface ReadingGrant {
  readonly grantId: Hex32;
  readonly readingId: Hex32;
  readonly scope: Scope;
  readonly purpose: PurposeName | null;
  readonly validUntilSeconds: number;
  /** Null without a limit, or before the owner's first receipt. */
  readonly usesLeft: number | null;
  /** What withdrawing it cannot undo. */
  readonly note: string;
}

/** A reading of a member's paper by another member. */
export interface ReadingView extends Reading {
  readonly sequence: number;
  readonly state: "waiting" | "receipted" | "refused";
  readonly receipt: Pick<ReadingReceipt, "sequence" | "issuedAt" | "uses" | "wasEffective"> | null;
}

export interface TracedReading extends ReadingView {
  readonly worth: "sound" | "suspect" | "false";
}

export interface ReadingsQuery {
  readonly after?: string;
  /** 1 to 200. */
  readonly limit?: number;
  /** Made here of other members' papers, or served to others. */
  readonly direction: "made" | "served";
  readonly documentId?: Hex32;
  readonly grantId?: Hex32;
}

/** A link of a member's log of readings. */
export interface ReceiptLink {
  readonly sequence: number;
  readonly reading: string;
  readonly receipt: string;
  readonly head: Hex32;
  readonly root: Hex32 | null;
}

/** What an audit of a member's log of readings found. */
export interface ReceiptAudit {
  readonly memberId: number;
  readonly block: Report["block"];
  readonly isWhole: boolean;
  readonly receipts: number;
  readonly anchored: number;
  readonly faults: readonly {
    readonly sort: "missing" | "altered" | "suspect" | "alarm";
    readonly sequence: number | null;
    readonly message: string;
  }[];
}
