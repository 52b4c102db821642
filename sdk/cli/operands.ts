import { type Hex32, isHex32, REASONS, type ReasonName } from "../src/index.ts";
import { CliError } from "./errors.ts";

/**
 * A document id as it was typed.
 * @throws CliError USAGE_INVALID.
 */
export function documentIdOf(text: string | undefined): Hex32 {
  const id = (text ?? "").toLowerCase().replace(/^0x/, "");
  if (isHex32(id)) return id;
  throw new CliError("USAGE_INVALID", "A document id is 64 hexadecimal characters.");
}

/**
 * The number of an item of the outbox as it was typed.
 * @throws CliError USAGE_INVALID.
 */
export function itemIdOf(text: string | undefined): number {
  if (text !== undefined && /^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new CliError("USAGE_INVALID", "An item of the outbox is named by its number; see sealane outbox list.");
}

export const REASON_NAMES = REASONS.map(({ name }) => name).join(", ");

/**
 * A reason as it was typed.
 * @throws CliError USAGE_INVALID, REASON_UNKNOWN.
 */
export function reasonOf(text: string | undefined): ReasonName {
  if (text === undefined) throw new CliError("USAGE_INVALID", `Say why: --reason ${REASONS[0].name}, for example.`);
  const row = REASONS.find(({ name }) => name === text);
  if (row) return row.name;
  throw new CliError("REASON_UNKNOWN", `There is no such reason. Take one of: ${REASON_NAMES}.`);
}

/**
 * A key's id as it was typed: the RFC 7638 thumbprint in base64url.
 * @throws CliError USAGE_INVALID.
 */
export function keyIdOf(text: string | undefined): string {
  if (text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text)) return text;
  throw new CliError("USAGE_INVALID", "A key is named by its thumbprint: 43 characters of base64url.");
}
