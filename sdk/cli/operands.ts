import { type Hex32, isHex32 } from "../src/index.ts";
import { CliError } from "./errors.ts";
import { wholeNumberOf } from "./numbers.ts";
import { oneOf } from "./one-of.ts";

/** An id of 32 bytes as it was typed. @throws CliError USAGE_INVALID. */
export function idOf(what: string, text: string | undefined): Hex32 {
  const id = (text ?? "").toLowerCase().replace(/^0x/, "");
  if (isHex32(id)) return id;
  throw new CliError("USAGE_INVALID", `A ${what} is 64 hexadecimal characters.`);
}

/** A document id as it was typed. @throws CliError USAGE_INVALID. */
export const documentIdOf = (text: string | undefined): Hex32 => idOf("document id", text);

/** A number that a gateway gave, as it was typed. @throws CliError USAGE_INVALID, which names the list it stands in. */
export function numberOf(what: string, text: string | undefined, list: string): number {
  if (text !== undefined && /^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new CliError("USAGE_INVALID", `${what} is named by its number; see ${list}.`);
}

/** The number of an item of the outbox as it was typed. @throws CliError USAGE_INVALID. */
export const itemIdOf = (text: string | undefined): number =>
  numberOf("An item of the outbox", text, "sealane outbox list");

/** A member's number as it was typed. @throws CliError USAGE_INVALID. */
export function memberOf(option: string, text: string | undefined): number {
  if (text === undefined) throw new CliError("USAGE_INVALID", `Say which member: --${option} 2, for example.`);
  return wholeNumberOf(option, text, { initial: 1, min: 1, max: 4_294_967_295 });
}

/** The names of a table's rows, as a help lists them. */
export const namesOf = (rows: readonly { readonly name: string }[]): string => rows.map(({ name }) => name).join(", ");

/** A name of a table's row. @throws CliError USAGE_INVALID, which lists the names. */
export const nameOf = <Name extends string>(
  option: string,
  text: string | undefined,
  rows: readonly { readonly name: Name }[],
): Name =>
  oneOf(
    option,
    text,
    rows.map(({ name }) => name),
  );

/**
 * A key's id as it was typed: the RFC 7638 thumbprint in base64url.
 * @throws CliError USAGE_INVALID.
 */
export function keyIdOf(text: string | undefined): string {
  if (text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text)) return text;
  throw new CliError("USAGE_INVALID", "A key is named by its thumbprint: 43 characters of base64url.");
}
