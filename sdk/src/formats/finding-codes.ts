import type { EdifactFaultCode } from "../edifact/faults.ts";

/**
 * What a format can find amiss in an original; none is a reason to refuse it. A code never changes its meaning;
 * docs/errors.md explains each.
 */
export type FormatFindingCode =
  | "FACT_MISSING"
  | "FACT_MALFORMED"
  | "FACT_IGNORED"
  | "MEMBER_UNKNOWN"
  | "KIND_ASSUMED"
  | "RULE_BROKEN"
  | "XML_TOO_MANY_FIELDS"
  | "MANIFEST_CONTRADICTED"
  | "MANIFEST_SIGNATURE_UNCHECKED"
  | "MANIFEST_UNREADABLE"
  | "CREDENTIAL_PROOF_UNCHECKED"
  | "OA_INTEGRITY_VALID"
  | "OA_INTEGRITY_INVALID"
  | "OA_INTEGRITY_UNCHECKED"
  | "OA_UNWRAPPED"
  | "OA_ISSUANCE_UNCHECKED"
  | "EPCIS_INVALID"
  | "EDIFACT_SEVERAL_MESSAGES"
  | "EDIFACT_TOO_MANY_FIELDS"
  | EdifactFaultCode;
