import { sha256, sha256Each } from "#sha256";
import { canonicalize } from "../canonical/canonicalize.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { SdkError } from "../errors.ts";
import { base64urlOf, bytesOfBase64url } from "../primitives/base64url.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import type { Field } from "./pointer.ts";

/** Bytes of one salt: 128 bits, RFC 9901 §9.3. */
export const SALT_BYTES = 16;
const SALT = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** A field with its salt: base64url of the JSON array `[salt, pointer, value]`. RFC 9901 §4.2.1. */
export function disclosureOf(salt: Uint8Array, { pointer, value }: Field): string {
  return base64urlOf(utf8Encode(`["${base64urlOf(salt)}",${JSON.stringify(pointer)},${canonicalize(value)}]`));
}

/** Digest of a disclosure: SHA-256 over its ASCII. RFC 9901 §4.2.3. */
export const disclosureDigest = (disclosure: string): Uint8Array => sha256(disclosure);
/** {@link disclosureDigest} of many. */
export const disclosureDigests = (disclosures: readonly string[]): Uint8Array[] => sha256Each(disclosures);

/**
 * The field that a disclosure discloses.
 * @throws SdkError DISCLOSURE_INVALID for anything but the one spelling that {@link disclosureOf} gives.
 */
export function readDisclosure(disclosure: string): Field {
  const parts = readParts(disclosure);
  if (!Array.isArray(parts) || parts.length !== 3) throw invalid();
  const [salt, pointer, value] = parts;
  if (typeof salt !== "string" || !SALT.test(salt) || typeof pointer !== "string") throw invalid();
  if (pointer !== "" && !pointer.startsWith("/")) throw invalid();
  return { pointer, value };
}

function readParts(disclosure: string): unknown {
  try {
    return parseJson(bytesOfBase64url(disclosure));
  } catch (cause) {
    throw new SdkError("DISCLOSURE_INVALID", "A disclosure is not base64url of strict JSON.", cause);
  }
}

const invalid = (): SdkError => new SdkError("DISCLOSURE_INVALID", "A disclosure is not [salt, pointer, value].");
