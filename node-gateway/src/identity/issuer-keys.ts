import { isJsonObject, type Json, type JsonObject } from "@sealane/sdk";
import { type CryptoKey, importJWK, type JWK } from "jose";
import { GatewayError } from "../errors.ts";
import { fetchJson } from "./bounded-fetch.ts";
import { JWT_ALGORITHMS, type JwtAlgorithm, type JwtHeader } from "./strict-jwt.ts";

/** Finds the key that an issuer publishes for a header; undefined when it publishes none. */
export type IssuerKeys = (header: JwtHeader) => Promise<CryptoKey | undefined>;

const FRESH_S = 600;
/** An unknown key id makes us ask the issuer again, but not more often: anybody can write key ids. */
const ASK_AGAIN_S = 30;
/** The same while there are no keys at all: then only good tokens wait, so asking again soon is worth it. */
const FIRST_ASK_AGAIN_S = 2;
const MAX_KEYS = 64;

interface KeySet {
  readonly keys: ReadonlyMap<string, CryptoKey>;
  readonly readAtSeconds: number;
}

/**
 * Keys of an issuer by OpenID Connect discovery (§4), kept ten minutes, asked for again when a token names a new one.
 * When the issuer is away, keys that were read before go on to be used: its outage must not close this gateway's door.
 * @throws GatewayError AUTH_UNAVAILABLE when there is no key set at all.
 */
export function discoverKeys(issuer: string, nowSeconds: () => number): IssuerKeys {
  let known: KeySet | undefined;
  let triedAtSeconds = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    triedAtSeconds = nowSeconds();
    try {
      known = { keys: await readKeySet(issuer), readAtSeconds: triedAtSeconds };
    } catch (cause) {
      if (known === undefined) throw new GatewayError("AUTH_UNAVAILABLE", "The issuer's keys cannot be had.", cause);
    } finally {
      asking = undefined;
    }
  }

  return async (header) => {
    const name = keyName(header.kid, header.alg);
    const now = nowSeconds();
    const stale = known === undefined || now - known.readAtSeconds >= FRESH_S || !known.keys.has(name);
    const mayAsk = now - triedAtSeconds >= (known === undefined ? FIRST_ASK_AGAIN_S : ASK_AGAIN_S);
    if (stale && (mayAsk || asking !== undefined)) {
      asking ??= ask();
      await asking;
    }
    if (known === undefined) throw new GatewayError("AUTH_UNAVAILABLE", "The issuer's keys cannot be had.");
    return known.keys.get(name);
  };
}

const keyName = (kid: string, alg: JwtAlgorithm): string => `${alg} ${kid}`;

async function readKeySet(issuer: string): Promise<Map<string, CryptoKey>> {
  const metadata = await fetchJson(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (metadata["issuer"] !== issuer) throw new Error("The issuer calls itself by another name.");
  if (typeof metadata["jwks_uri"] !== "string") throw new Error("The issuer names no key set.");
  const { keys } = await fetchJson(metadata["jwks_uri"]);
  if (!Array.isArray(keys) || keys.length > MAX_KEYS) throw new Error("The issuer's key set is not a short list.");
  const found = new Map<string, CryptoKey>();
  for (const key of (keys as readonly Json[]).filter(isJsonObject)) await addKey(found, key);
  return found;
}

/** Adds a key under its id and algorithm; keys for other uses or of other algorithms are passed over, not refused. */
async function addKey(found: Map<string, CryptoKey>, jwk: JsonObject): Promise<void> {
  const { kid, use } = jwk;
  if (typeof kid !== "string" || (use !== undefined && use !== "sig") || "d" in jwk) return;
  for (const alg of JWT_ALGORITHMS.filter((it) => matches(jwk, it))) {
    const key = await importJWK(jwk as JWK, alg).catch(() => undefined);
    if (key !== undefined && "type" in key) found.set(keyName(kid, alg), key);
  }
}

function matches(jwk: JsonObject, alg: JwtAlgorithm): boolean {
  if (jwk["alg"] !== undefined) return jwk["alg"] === alg;
  if (alg === "EdDSA") return jwk["kty"] === "OKP" && jwk["crv"] === "Ed25519";
  if (alg === "ES256") return jwk["kty"] === "EC" && jwk["crv"] === "P-256";
  return jwk["kty"] === "RSA";
}
