/** Every code a {@link GatewayError} can carry. A code never changes its meaning; docs/errors.md explains each. */
export type GatewayErrorCode =
  | "CONFIG_INVALID"
  | "DATA_LOCKED"
  | "FILE_EXPOSED"
  | "KEYS_WORLD_READABLE"
  | "KEYS_INVALID"
  | "KEYS_PASSPHRASE_WRONG"
  | "KEYS_TRANSPORT_MISSING"
  | "TAG_KEY_MISSING"
  | "DATABASE_VERSION_UNKNOWN"
  | "DATABASE_OF_ANOTHER_MEMBER"
  | "BLOB_NOT_FOUND"
  | "BLOB_CORRUPT"
  | "BLOB_UNAVAILABLE"
  | "STORAGE_UNAVAILABLE"
  | "CHAIN_UNAVAILABLE"
  | "CHAIN_REFUSED"
  | "CHAIN_REVERTED"
  | "CHAIN_ID_WRONG"
  | "CHAIN_GENESIS_WRONG"
  | "CHAIN_DIRECTORY_EMPTY"
  | "CHAIN_CODE_CHANGED"
  | "CHAIN_FORKED"
  | "INTAKE_TOO_LARGE"
  | "INTAKE_EMPTY"
  | "IDEMPOTENCY_KEY_INVALID"
  | "IDEMPOTENCY_CONFLICT"
  | "CONSIGNMENT_MISSING"
  | "DOCUMENT_NOT_FOUND"
  | "DOCUMENT_NOT_READABLE"
  | "DOCUMENT_NOT_OWN"
  | "GRANT_NOT_EFFECTIVE"
  | "GRANT_USES_SPENT"
  | "MEMBER_SUSPENDED"
  | "READER_INVALID"
  | "SCOPE_UNKNOWN"
  | "GRANT_NOT_FOUND"
  | "GRANT_NOT_OWN"
  | "GRANT_EXISTS"
  | "GRANT_END_INVALID"
  | "GRANT_TERMS_EXCEEDED"
  | "AGREEMENT_NOT_FOUND"
  | "AGREEMENT_NOT_COVERING"
  | "AGREEMENT_NOT_OURS"
  | "AGREEMENT_OVER"
  | "AGREEMENT_EXISTS"
  | "AGREEMENT_TERMS_INVALID"
  | "REQUEST_NOT_FOUND"
  | "REQUEST_NOT_OURS"
  | "REQUEST_EXISTS"
  | "REQUEST_ANSWERED"
  | "POLICY_INVALID"
  | "READING_INVALID"
  | "READING_DIFFERS"
  | "READINGS_TOO_MANY"
  | "READING_GRANT_UNKNOWN"
  | "SHARED_PAPER_INVALID"
  | "AUDIT_NOT_ALLOWED"
  | "DOCUMENT_NOT_ANCHORED"
  | "DOCUMENT_NOT_CURRENT"
  | "DOCUMENT_KIND_DIFFERS"
  | "ORIGINAL_NOT_HELD"
  | "ITEM_NOT_FOUND"
  | "ITEM_NOT_REFUSED"
  | "ITEM_NOT_OPEN"
  | "WEBHOOK_NOT_FOUND"
  | "REASON_UNKNOWN"
  | "CURSOR_INVALID"
  | "QUERY_INVALID"
  | "DOSSIER_REFUSED"
  | "AUTH_MISSING"
  | "AUTH_INVALID"
  | "AUTH_SCOPE_MISSING"
  | "AUTH_UNAVAILABLE"
  | "PEER_TOKEN_INVALID"
  | "PEER_TOKEN_REPLAYED"
  | "PEER_UNAVAILABLE"
  | "PEER_UNKNOWN"
  | "PEER_SUSPENDED"
  | "PEER_CLOCK_DIFFERS"
  | "PEER_ANSWER_FALSE"
  | "PEER_INBOX_FULL"
  | "PEER_BLOB_NOT_SHARED"
  | "DELIVERY_NOT_FOUND"
  | "DELIVERY_NOT_DEAD"
  | "DELIVERY_NOT_OPEN"
  | "OUTBOUND_REFUSED"
  | "REQUEST_INVALID"
  | "REQUEST_TOO_LARGE"
  | "REQUEST_TOO_SLOW"
  | "HEADERS_TOO_LARGE"
  | "ROUTE_UNKNOWN"
  | "METHOD_UNKNOWN"
  | "MEDIA_TYPE_UNKNOWN"
  | "ACCEPT_UNKNOWN"
  | "INTERNAL";

/** What the gateway throws: a stable code for programs and a sentence for people. No document content is ever in it. */
export class GatewayError extends Error {
  readonly code: GatewayErrorCode;

  constructor(code: GatewayErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "GatewayError";
    this.code = code;
  }
}

/** Whether the same call may succeed later without a change: a service that was not there. */
export function isRetryable(error: unknown): boolean {
  return error instanceof GatewayError && error.code.endsWith("_UNAVAILABLE");
}

/** Whether an error is the gateway's with this code. */
export function isCode(error: unknown, code: GatewayErrorCode): error is GatewayError {
  return error instanceof GatewayError && error.code === code;
}
