import type { FindingCode, SdkErrorCode } from "../src/index.ts";
import type { CliErrorCode } from "./errors.ts";

/** One way a command can end. */
export interface ExitCode {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
}

/**
 * Every exit code; scripts build on them, so a number never changes its meaning. Of several, the one that stands higher
 * here is reported. To add one, add a row with the next free number.
 */
export const EXIT_CODES = [
  { code: 1, name: "internal", meaning: "A fault in sealane itself." },
  { code: 2, name: "usage", meaning: "The command was called wrongly; nothing was done." },
  { code: 3, name: "tampered", meaning: "Something was changed after it was signed, or its proof is false." },
  { code: 7, name: "untrustedIssuer", meaning: "The issuer, its key or its accreditation is not to be relied on." },
  { code: 5, name: "withdrawn", meaning: "The issuer took the document back." },
  { code: 6, name: "superseded", meaning: "A newer document has taken its place." },
  { code: 4, name: "notAnchored", meaning: "The document was never anchored." },
  { code: 9, name: "linksBroken", meaning: "A document that it builds on is missing or was taken back." },
  { code: 14, name: "contradicted", meaning: "Papers of one consignment contradict each other." },
  { code: 8, name: "suspectKey", meaning: "Made after its key was stolen: ask the issuer." },
  { code: 12, name: "unreadable", meaning: "A file cannot be read, or is not what the command takes." },
  { code: 11, name: "refused", meaning: "The gateway refused the request, or the chain the document." },
  { code: 13, name: "unhealthy", meaning: "`doctor` found a fault." },
  { code: 10, name: "cannotCheck", meaning: "Something could not be looked at; says nothing against the paper." },
  { code: 0, name: "ok", meaning: "Done; of `verify`: valid in every respect." },
] as const satisfies readonly ExitCode[];

export type ExitName = (typeof EXIT_CODES)[number]["name"];

/** The number of a name. */
export const exitCodeOf = (name: ExitName): number => EXIT_CODES[rankOf(name)]?.code ?? 1;

/** The gravest of several; `ok` of none. */
export const worstOf = (names: readonly ExitName[]): ExitName =>
  names.reduce<ExitName>((worst, name) => (rankOf(name) < rankOf(worst) ? name : worst), "ok");

const rankOf = (name: ExitName): number => EXIT_CODES.findIndex((row) => row.name === name);

/** How `verify` ends when a finding of this code decides. A code without a row does not compile. */
export const EXIT_OF_FINDING: Readonly<Record<FindingCode | "OK", ExitName>> = {
  OK: "ok",
  BODY_INTACT: "ok",
  BODY_ALTERED: "tampered",
  BODY_UNREADABLE: "tampered",
  ORIGINAL_MATCHES: "ok",
  ORIGINAL_ALTERED: "tampered",
  ORIGINAL_CONTRADICTED: "tampered",
  ORIGINAL_UNREADABLE: "cannotCheck",
  STATEMENT_UNREADABLE: "tampered",
  SIGNATURE_VALID: "ok",
  SIGNATURE_FALSE: "tampered",
  KEY_UNKNOWN: "untrustedIssuer",
  KEY_OF_OTHER_USE: "untrustedIssuer",
  KEY_OUT_OF_PERIOD: "untrustedIssuer",
  KEY_SOUND: "ok",
  KEY_COMPROMISED: "suspectKey",
  ISSUER_MEMBER: "ok",
  ISSUER_UNKNOWN: "untrustedIssuer",
  ISSUER_SUSPENDED: "untrustedIssuer",
  ISSUER_NOT_LISTED: "cannotCheck",
  ISSUER_ACCREDITED: "ok",
  ISSUER_NOT_ACCREDITED: "untrustedIssuer",
  ANCHORED: "ok",
  NOT_ANCHORED: "notAnchored",
  ANCHOR_NOT_LOOKED_UP: "cannotCheck",
  ANCHOR_FALSE: "tampered",
  ANCHORED_BEFORE_ISSUE: "tampered",
  CURRENT: "ok",
  WITHDRAWN: "withdrawn",
  SUPERSEDED: "superseded",
  LINKS_RESOLVE: "ok",
  LINK_NOT_ANCHORED: "linksBroken",
  LINK_WITHDRAWN: "linksBroken",
  LINK_NOT_LOOKED_UP: "cannotCheck",
  LINK_TO_ITSELF: "linksBroken",
  TAG_MATCHES: "ok",
  TAG_CONTRADICTED: "tampered",
  QUANTITY_AGREES: "ok",
  QUANTITY_CONTRADICTED: "tampered",
  QUANTITY_OVERDRAWN: "linksBroken",
  QUANTITY_NOT_DRAWN: "cannotCheck",
  EVIDENCE_FROM_CHAIN: "ok",
  EVIDENCE_WITNESSED: "ok",
  EVIDENCE_NOT_WITNESSED: "cannotCheck",
  EVIDENCE_ALTERED: "tampered",
  EVIDENCE_OF_OTHER_NETWORK: "untrustedIssuer",
  EVIDENCE_CONTRADICTED: "tampered",
};

/** Codes of the SDK that a caller can mend by calling otherwise; all others are about what a file holds. */
const USAGE_CODES: ReadonlySet<SdkErrorCode> = new Set(["FIELD_UNKNOWN", "KIND_UNKNOWN", "KIND_REQUIRED"]);

/** How a command ends when the SDK throws this. */
export const exitOfSdk = (code: SdkErrorCode): ExitName => (USAGE_CODES.has(code) ? "usage" : "unreadable");

/** How a command ends when it throws this. A code without a row does not compile. */
export const EXIT_OF_ERROR: Readonly<Record<CliErrorCode, ExitName>> = {
  INTERNAL: "internal",
  COMMAND_UNKNOWN: "usage",
  USAGE_INVALID: "usage",
  MEMBER_UNKNOWN: "refused",
  KEY_NOT_P256: "unreadable",
  CREDENTIALS_MISSING: "usage",
  FILE_EXISTS: "usage",
  FILE_EXPOSED: "usage",
  STATE_OF_OTHER_GATEWAY: "usage",
  GATEWAY_NOT_INSTALLED: "usage",
  FILE_NOT_READABLE: "unreadable",
  FILE_NOT_WRITABLE: "unreadable",
  FILE_NOT_DOSSIER: "unreadable",
  FILE_NOT_POLICY: "unreadable",
  FILE_NOT_PROFILE: "unreadable",
  PAPER_WITHOUT_EVIDENCE: "cannotCheck",
  CHAIN_UNAVAILABLE: "cannotCheck",
  NETWORK_DIFFERS: "cannotCheck",
  ANCHOR_PENDING: "cannotCheck",
};
