import { base64urlOf, bytesOfBase64url, isJsonObject, type JsonObject, parseJson } from "@sealane/sdk";
import { type CryptoKey, compactVerify } from "jose";

/** Signature algorithms taken from an issuer (RFC 7518 §3.1, RFC 8037). No symmetric one: the verifier could forge. */
export const JWT_ALGORITHMS = ["ES256", "RS256", "PS256", "EdDSA"] as const;
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];

const MAX_TOKEN_CHARACTERS = 8192;
/** Judged before anything is decoded: decoding and parsing cost more than counting. */
export const isTooLong = (token: string): boolean => token.length > MAX_TOKEN_CHARACTERS;

/** Headers by which a token would bring or fetch its own key (RFC 7515 §4.1), or change the rules (`crit`, `b64`). */
const REFUSED_HEADERS = ["jwk", "jku", "x5u", "x5c", "x5t", "crit", "b64", "zip", "enc"];
/** `at+jwt` is RFC 9068's; many issuers still write `JWT` or nothing. */
const TYPES = new Set([undefined, "jwt", "at+jwt", "application/at+jwt"]);

export interface JwtHeader {
  readonly alg: JwtAlgorithm;
  readonly kid: string;
}

/** What {@link verifyJwt} throws: the caller decides the status. The sentence never quotes the token. */
export class JwtRefused extends Error {}

/**
 * The claims of a signed token after its form and signature were judged; what the claims say is the caller's to judge.
 * The only place that may call a verify function of `jose`. Size and form are judged before anything is decoded.
 * @param keyOf finds the key of a header that passed; undefined when there is none.
 * @throws JwtRefused
 */
export async function verifyJwt(
  token: string,
  keyOf: (header: JwtHeader) => Promise<CryptoKey | undefined>,
): Promise<JsonObject> {
  if (isTooLong(token)) throw new JwtRefused("The token is too long.");
  const parts = token.split(".");
  const [head = "", body = "", signature = ""] = parts;
  if (parts.length !== 3 || signature === "") throw new JwtRefused("The token is not a signed JWT.");
  const header = judgeHeader(readPart(head));
  const claims = readPart(body);
  if (!isCanonical(signature)) throw new JwtRefused("The token is not canonical base64url.");
  const key = await keyOf(header);
  if (key === undefined) throw new JwtRefused("The token is signed by a key that its issuer does not publish.");
  try {
    await compactVerify(token, key, { algorithms: [header.alg] });
  } catch {
    throw new JwtRefused("The token's signature is wrong.");
  }
  return claims;
}

/** A part of the token, read so that it means one thing: canonical base64url, strict JSON without repeated keys. */
function readPart(part: string): JsonObject {
  try {
    const value = parseJson(bytesOfBase64url(part));
    if (isJsonObject(value)) return value;
  } catch {
    throw new JwtRefused("The token is not canonical base64url of strict JSON.");
  }
  throw new JwtRefused("The token does not hold JSON objects.");
}

function judgeHeader(header: JsonObject): JwtHeader {
  const { alg, kid, typ } = header;
  const refused = REFUSED_HEADERS.find((name) => name in header);
  if (refused !== undefined) throw new JwtRefused(`The token's header has ${refused}, which is not taken.`);
  if (!TYPES.has(typeof typ === "string" ? typ.toLowerCase() : typ === undefined ? undefined : "?")) {
    throw new JwtRefused("The token's type is not that of an access token.");
  }
  if (!JWT_ALGORITHMS.includes(alg as JwtAlgorithm)) throw new JwtRefused("The token's algorithm is not taken.");
  if (typeof kid !== "string" || kid === "" || kid.length > 256) throw new JwtRefused("The token names no key.");
  return { alg: alg as JwtAlgorithm, kid };
}

function isCanonical(part: string): boolean {
  try {
    return base64urlOf(bytesOfBase64url(part)) === part;
  } catch {
    return false;
  }
}
