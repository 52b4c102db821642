import type { Facts, Hex32, Json } from "../src/index.ts";

/** What is compared: a paper of the member's own with another member's. */
export interface NewComparison {
  readonly documentId: Hex32;
  readonly otherDocumentId: Hex32;
  /** The best that is effective by default. */
  readonly grantId?: Hex32;
  /** By default those that papers of one consignment must agree on. */
  readonly facts?: readonly (keyof Facts)[];
}

/** A fact that differs, opened by both sides. */
export interface DifferingFact {
  readonly fact: string;
  readonly mine: Json;
  readonly theirs: Json;
}

export interface Comparison {
  readonly comparisonId: Hex32;
  readonly grantId: Hex32;
  /** Names of facts that are the same; they stay closed. */
  readonly agree: readonly string[];
  readonly differ: readonly DifferingFact[];
  readonly notCompared: readonly { readonly fact: string; readonly notStatedBy: "mine" | "theirs" }[];
}

/** What another member opened of its paper, because it differs from the member's own. */
export interface ServedComparison {
  readonly comparisonId: Hex32;
  readonly grantId: Hex32;
  readonly documentId: Hex32;
  readonly otherDocumentId: Hex32;
  readonly memberId: number;
  readonly openedAtSeconds: number;
  readonly differ: readonly DifferingFact[];
}
