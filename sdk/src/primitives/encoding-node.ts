import { SdkError } from "../errors.ts";

/** Text of bytes and back by Node's own code. What each does is told where it is exported: base64url.ts, hex.ts, utf8.ts. */
const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const base64urlOf = (bytes: Uint8Array): string => bufferOf(bytes).toString("base64url");

export function bytesOfBase64url(text: string): Uint8Array {
  const bytes = Buffer.from(text, "base64url");
  // Node takes padding, blanks and stray bits; only the one spelling comes out as it went in.
  if (bytes.toString("base64url") !== text) {
    throw new SdkError("ENCODING_INVALID", "Expected canonical unpadded base64url.");
  }
  return bytes;
}

export const hexOf = (bytes: Uint8Array): string => bufferOf(bytes).toString("hex");
export const bytesOfHex = (hex: string): Uint8Array => Buffer.from(hex, "hex");

export function utf8Encode(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new SdkError("JSON_LONE_SURROGATE", "The text holds half of a surrogate pair.");
  return Buffer.from(text, "utf8");
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8Decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new SdkError("JSON_NOT_UTF8", "The bytes are not valid UTF-8.");
  }
}
