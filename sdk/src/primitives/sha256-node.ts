import { hash } from "node:crypto";

/** SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8; 32 bytes. OpenSSL's, in one call. */
export const sha256 = (input: Uint8Array | string): Uint8Array => hash("sha256", input, "buffer");
