import type { Hex32 } from "../primitives/hex.ts";

/** `unknown` is never `valid`, and never says that a paper is bad: something could not be looked at. */
export type Status = "valid" | "invalid" | "unknown";

/** What one check says. */
export interface Finding {
  /** Name of the row of the table of checks. */
  readonly check: string;
  readonly status: Status;
  /** Stable; docs/errors.md explains each. */
  readonly code: FindingCode;
  /** A sentence for people, without document content. */
  readonly message: string;
  /** What to do next, where there is something to do. */
  readonly action?: string;
}

/** All findings about one document, at one block. */
export interface Report {
  readonly documentId: Hex32;
  readonly verdict: Status;
  /** Code of the finding that decided the verdict; `OK` when it is valid. */
  readonly code: FindingCode | "OK";
  readonly findings: readonly Finding[];
  /** Names of checks that had nothing to look at, such as the original's when only fields were handed on. */
  readonly notChecked: readonly string[];
  readonly block: { readonly number: number; readonly hash: Hex32; readonly timeSeconds: number };
}

/** Every code a finding can carry. A code never changes its meaning. */
export type FindingCode =
  | "BODY_INTACT"
  | "BODY_ALTERED"
  | "BODY_UNREADABLE"
  | "ORIGINAL_MATCHES"
  | "ORIGINAL_ALTERED"
  | "ORIGINAL_CONTRADICTED"
  | "ORIGINAL_UNREADABLE"
  | "STATEMENT_UNREADABLE"
  | "SIGNATURE_VALID"
  | "SIGNATURE_FALSE"
  | "KEY_UNKNOWN"
  | "KEY_OF_OTHER_USE"
  | "KEY_OUT_OF_PERIOD"
  | "KEY_SOUND"
  | "KEY_COMPROMISED"
  | "ISSUER_MEMBER"
  | "ISSUER_UNKNOWN"
  | "ISSUER_SUSPENDED"
  | "ISSUER_NOT_LISTED"
  | "ISSUER_ACCREDITED"
  | "ISSUER_NOT_ACCREDITED"
  | "ANCHORED"
  | "NOT_ANCHORED"
  | "ANCHOR_NOT_LOOKED_UP"
  | "ANCHOR_FALSE"
  | "ANCHORED_BEFORE_ISSUE"
  | "CURRENT"
  | "WITHDRAWN"
  | "SUPERSEDED"
  | "LINKS_RESOLVE"
  | "LINK_NOT_ANCHORED"
  | "LINK_WITHDRAWN"
  | "LINK_NOT_LOOKED_UP"
  | "LINK_TO_ITSELF"
  | "TAG_MATCHES"
  | "TAG_CONTRADICTED"
  | "QUANTITY_AGREES"
  | "QUANTITY_CONTRADICTED"
  | "QUANTITY_OVERDRAWN"
  | "QUANTITY_NOT_DRAWN"
  | "EVIDENCE_FROM_CHAIN"
  | "EVIDENCE_WITNESSED"
  | "EVIDENCE_NOT_WITNESSED"
  | "EVIDENCE_ALTERED"
  | "EVIDENCE_OF_OTHER_NETWORK"
  | "EVIDENCE_CONTRADICTED";
