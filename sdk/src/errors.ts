/** Every code an {@link SdkError} can carry. A code never changes its meaning; docs/errors.md explains each. */
export type SdkErrorCode =
  | "JSON_SYNTAX"
  | "JSON_DUPLICATE_KEY"
  | "JSON_NOT_UTF8"
  | "JSON_LONE_SURROGATE"
  | "JSON_NUMBER_INEXACT"
  | "JSON_TOO_DEEP"
  | "JSON_TOO_LARGE"
  | "JSON_VALUE_INVALID"
  | "XML_SYNTAX"
  | "XML_DOCTYPE"
  | "XML_ENCODING_UNKNOWN"
  | "XML_TOO_DEEP"
  | "XML_TOO_LARGE"
  | "EDIFACT_SYNTAX"
  | "EDIFACT_TOO_LARGE"
  | "ENCODING_INVALID"
  | "DOCUMENT_TOO_LARGE"
  | "DOCUMENT_TOO_MANY_FIELDS"
  | "DOCUMENT_RESERVED_NAME"
  | "DOCUMENT_EMPTY"
  | "DISCLOSURE_INVALID"
  | "BODY_INVALID"
  | "STATEMENT_INVALID"
  | "MESSAGE_INVALID"
  | "TAG_INPUT_EMPTY"
  | "BATCH_EMPTY"
  | "KIND_UNKNOWN"
  | "KIND_REQUIRED"
  | "FORMAT_UNKNOWN"
  | "FORMAT_INVALID"
  | "FACTS_INVALID"
  | "CODE_LIST_INVALID"
  | "BLOB_INVALID"
  | "BLOB_KEY_WRONG"
  | "PAPER_INVALID"
  | "DOSSIER_INVALID"
  | "TRUST_INVALID"
  | "FIELD_UNKNOWN"
  | "COMPARISON_INVALID"
  | "SD_JWT_INVALID"
  | "MODEL_INVALID"
  | "PROFILE_INVALID"
  | "LANE_SETTINGS_INVALID"
  | "LANE_DECISION_INVALID"
  | "DATASET_INVALID"
  | "STIX_INVALID"
  | "MISP_INVALID";

/** What the SDK throws: a stable code for programs and a sentence for people. Document content is never in it. */
export class SdkError extends Error {
  readonly code: SdkErrorCode;

  constructor(code: SdkErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "SdkError";
    this.code = code;
  }
}
