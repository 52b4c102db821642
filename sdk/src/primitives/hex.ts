import * as encoding from "#encoding";
import { SdkError } from "../errors.ts";

/** 32 bytes as 64 lower-case hexadecimal characters, without a prefix. */
export type Hex32 = string;

export const ZERO_HEX32: Hex32 = "0".repeat(64);

const HEX32 = /^[0-9a-f]{64}$/;

/** Lower-case hexadecimal of bytes, without a prefix. */
export const hexOf: (bytes: Uint8Array) => string = encoding.hexOf;

/** Whether a value is 64 lower-case hexadecimal characters. */
export function isHex32(value: unknown): value is Hex32 {
  return typeof value === "string" && HEX32.test(value);
}

/**
 * The 32 bytes of a {@link Hex32}.
 * @throws SdkError ENCODING_INVALID when it is anything but 64 lower-case hexadecimal characters.
 */
export function bytesOfHex32(hex: Hex32): Uint8Array {
  if (!isHex32(hex)) throw new SdkError("ENCODING_INVALID", "Expected 64 lower-case hexadecimal characters.");
  return encoding.bytesOfHex(hex);
}
