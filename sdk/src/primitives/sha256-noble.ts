import { sha256 as noble } from "@noble/hashes/sha2.js";
import { utf8Encode } from "./utf8.ts";

/** SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8; 32 bytes. Runs anywhere. */
export const sha256 = (input: Uint8Array | string): Uint8Array =>
  noble(typeof input === "string" ? utf8Encode(input) : input);

/** SHA-256 of each of many inputs: a text, or parts that are hashed one after the other as if they were one. */
export const sha256Each = (inputs: readonly (string | readonly Uint8Array[])[]): Uint8Array[] =>
  inputs.map((input) => {
    if (typeof input === "string") return sha256(input);
    const hash = noble.create();
    for (const part of input) hash.update(part);
    return hash.digest();
  });
