import { createHash } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import type { Identity } from "../../../node-gateway/src/identity/officer.ts";
import { base64urlOf, utf8Encode } from "../../../sdk/src/index.ts";

export const NOW_S = 1_790_000_000;
export const ISSUER = "https://login.example";
export const AUDIENCE = "sealane";

export interface TestKey {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export async function makeKey(alg: string, kid: string): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

/** Claims that are taken at NOW_S. */
export const goodClaims = (): Record<string, unknown> => ({
  iss: ISSUER,
  aud: AUDIENCE,
  sub: "singapore-officer",
  iat: NOW_S - 10,
  exp: NOW_S + 3600,
  scope: "documents:read verify something:else",
});

/** A signed token; a claim or header set to undefined is left out. */
export function tokenOf(key: TestKey, claims: object = {}, header: object = {}): Promise<string> {
  const payload = Object.fromEntries(
    Object.entries({ ...goodClaims(), ...claims }).filter(([, it]) => it !== undefined),
  );
  const protectedHeader = { alg: key.alg, kid: key.kid, typ: "at+jwt", ...header };
  return new SignJWT(payload)
    .setProtectedHeader(
      Object.fromEntries(Object.entries(protectedHeader).filter(([, it]) => it !== undefined)) as never,
    )
    .sign(key.privateKey);
}

/** A gateway's view of an issuer that publishes these keys; the clock stands at NOW_S. */
export function identityOf(...keys: TestKey[]): Identity {
  return {
    issuer: ISSUER,
    audience: AUDIENCE,
    nowSeconds: () => NOW_S,
    keys: async ({ alg, kid }) => keys.find((key) => key.alg === alg && key.kid === kid)?.publicKey,
  };
}

/** base64url of a JSON text as it is written here. */
export const part = (json: string | object): string =>
  base64urlOf(utf8Encode(typeof json === "string" ? json : JSON.stringify(json)));

export const sha256Hex = (text: string): string => createHash("sha256").update(text).digest("hex");
