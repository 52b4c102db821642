import { es256Verify } from "#es256";
import { sha256 } from "#sha256";
import { canonicalize } from "../canonical/canonicalize.ts";
import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { SdkError } from "../errors.ts";
import { base64urlOf, bytesOfBase64url } from "../primitives/base64url.ts";
import type { PublicKey } from "../primitives/p256.ts";
import { utf8Decode, utf8Encode } from "../primitives/utf8.ts";

/** Signs bytes with a member's key: ES256, 64 bytes r‖s. */
export interface Signer {
  /** RFC 7638 thumbprint of the public key, base64url. */
  readonly kid: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** A compact JWS taken apart; its signature is not checked yet. */
export interface ReadJws {
  readonly kid: string;
  readonly payload: JsonObject;
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
}

const MAX_BYTES = 65_536;

/** RFC 7638 thumbprint of a P-256 public key, base64url. */
export const thumbprintOf = ({ x, y }: PublicKey): string =>
  base64urlOf(sha256(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`));

/** A compact JWS (RFC 7515 §7.1) with ES256, whose header says only alg, kid and typ, and whose payload is RFC 8785. */
export function signJws(typ: string, payload: JsonObject, signer: Signer): string {
  const header = canonicalize({ alg: "ES256", kid: signer.kid, typ });
  const input = `${base64urlOf(utf8Encode(header))}.${base64urlOf(utf8Encode(canonicalize(payload)))}`;
  return `${input}.${base64urlOf(signer.sign(utf8Encode(input)))}`;
}

/**
 * Takes a compact JWS apart. One content has one spelling: the header must be exactly what {@link signJws} writes, the
 * payload RFC 8785, every part canonical base64url, the whole at most 64 KiB.
 * @throws SdkError STATEMENT_INVALID.
 */
export function readJws(typ: string, jws: string): ReadJws {
  if (jws.length > MAX_BYTES) throw new SdkError("STATEMENT_INVALID", "A signed object is larger than 64 KiB.");
  const parts = jws.split(".");
  const [header = "", payload = "", signature = ""] = parts;
  if (parts.length !== 3) throw new SdkError("STATEMENT_INVALID", "A signed object is not a compact JWS.");
  const head = readPart(header);
  const { alg, kid, typ: stated } = head;
  if (alg !== "ES256" || stated !== typ || typeof kid !== "string" || Object.keys(head).length !== 3) {
    throw new SdkError("STATEMENT_INVALID", `A signed object's header is not ES256, kid and ${typ}.`);
  }
  return {
    kid,
    payload: readPart(payload),
    signingInput: utf8Encode(`${header}.${payload}`),
    signature: readBytes(signature),
  };
}

/** Whether the signature is of this key, with s low. */
export function isSignedBy(jws: ReadJws, key: PublicKey): boolean {
  return thumbprintOf(key) === jws.kid && es256Verify(key, jws.signingInput, jws.signature);
}

function readPart(part: string): JsonObject {
  const { text, value } = readJson(readBytes(part));
  if (!isJsonObject(value) || canonicalize(value) !== text) {
    throw new SdkError("STATEMENT_INVALID", "A part of a signed object is not canonical JSON (RFC 8785).");
  }
  return value;
}

function readJson(bytes: Uint8Array): { text: string; value: Json } {
  try {
    const text = utf8Decode(bytes);
    return { text, value: parseJson(text) };
  } catch (cause) {
    throw new SdkError("STATEMENT_INVALID", "A part of a signed object is not strict JSON.", cause);
  }
}

function readBytes(part: string): Uint8Array {
  try {
    return bytesOfBase64url(part);
  } catch (cause) {
    throw new SdkError("STATEMENT_INVALID", "A part of a signed object is not canonical base64url.", cause);
  }
}
