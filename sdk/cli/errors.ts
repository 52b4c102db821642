/** Every code that the command line itself can fail with, beside those of the SDK, the client and the gateway. */
export type CliErrorCode =
  | "INTERNAL"
  | "COMMAND_UNKNOWN"
  | "USAGE_INVALID"
  | "MEMBER_UNKNOWN"
  | "KEY_NOT_P256"
  | "CREDENTIALS_MISSING"
  | "FILE_EXISTS"
  | "FILE_EXPOSED"
  | "FILE_NOT_READABLE"
  | "FILE_NOT_WRITABLE"
  | "FILE_NOT_DOSSIER"
  | "FILE_NOT_POLICY"
  | "FILE_NOT_PROFILE"
  | "PAPER_WITHOUT_EVIDENCE"
  | "STATE_OF_OTHER_GATEWAY"
  | "GATEWAY_NOT_INSTALLED"
  | "CHAIN_UNAVAILABLE"
  | "NETWORK_DIFFERS"
  | "ANCHOR_PENDING";

/** What a command throws: a stable code for scripts and a sentence for people; no secret and no document content. */
export class CliError extends Error {
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CliError";
    this.code = code;
  }
}
