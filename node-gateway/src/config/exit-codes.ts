import { GatewayError, type GatewayErrorCode } from "../errors.ts";

/**
 * Exit codes of a gateway that refuses to start, one for each reason, apart from those of `sealane verify`. A supervisor
 * should start it again only for 75, 74 and 69: the others stay until a person mends something. To add one, add a row.
 */
export const START_EXIT_CODES: Readonly<Partial<Record<GatewayErrorCode, number>>> = {
  CONFIG_INVALID: 78,
  FILE_EXPOSED: 77,
  KEYS_WORLD_READABLE: 79,
  DATA_LOCKED: 75,
  CHAIN_UNAVAILABLE: 69,
  STORAGE_UNAVAILABLE: 74,
  CHAIN_ID_WRONG: 80,
  CHAIN_GENESIS_WRONG: 81,
  CHAIN_DIRECTORY_EMPTY: 82,
  CHAIN_CODE_CHANGED: 83,
  KEYS_INVALID: 84,
  KEYS_PASSPHRASE_WRONG: 85,
  TAG_KEY_MISSING: 86,
  DATABASE_VERSION_UNKNOWN: 87,
  DATABASE_OF_ANOTHER_MEMBER: 88,
  CHAIN_FORKED: 89,
  KEYS_TRANSPORT_MISSING: 90,
};

const UNFORESEEN = 70;

/** The exit code for what stopped a start: the row of its code, or 70 for what nobody foresaw. */
export function startExitCode(error: unknown): number {
  return (error instanceof GatewayError ? START_EXIT_CODES[error.code] : undefined) ?? UNFORESEEN;
}
