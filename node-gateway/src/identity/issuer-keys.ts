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

/** How an issuer that keys are fetched from does; `isReady` false when no token can be judged at all. */
export interface IssuerHealth {
  readonly isReady: boolean;
  readonly message: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** The keys of an issuer, and how it does. */
export interface DiscoveredKeys extends IssuerKeys {
  health(): IssuerHealth;
}

interface State {
  known: KeySet | undefined;
  triedAtSeconds: number;
  /** Whether the last try failed. */
  isAway: boolean;
  asking: Promise<void> | undefined;
}

/**
 * Keys of an issuer by OpenID Connect discovery (§4), kept ten minutes, asked for again when a token names a new one.
 * When the issuer is away, keys that were read before go on to be used: its outage must not close this gateway's door.
 * @throws GatewayError AUTH_UNAVAILABLE when there is no key set at all, or the key is not in it while the issuer is away:
 * then nobody can say whether it is the issuer's.
 */
export function discoverKeys(issuer: string, nowSeconds: () => number): DiscoveredKeys {
  const state: State = {
    known: undefined,
    triedAtSeconds: Number.NEGATIVE_INFINITY,
    isAway: false,
    asking: undefined,
  };
  const find: IssuerKeys = async (header) => {
    const name = keyName(header.kid, header.alg);
    const now = nowSeconds();
    const { known } = state;
    const isStale = known === undefined || now - known.readAtSeconds >= FRESH_S || !known.keys.has(name);
    const mayAsk = now - state.triedAtSeconds >= (known === undefined ? FIRST_ASK_AGAIN_S : ASK_AGAIN_S);
    if (isStale && (mayAsk || state.asking !== undefined)) {
      state.asking ??= ask(state, issuer, now);
      await state.asking;
    }
    const key = state.known?.keys.get(name);
    if (key === undefined && (state.isAway || state.known === undefined))
      throw new GatewayError("AUTH_UNAVAILABLE", "The issuer's keys cannot be had.");
    return key;
  };
  return Object.assign(find, { health: () => healthOf(state, nowSeconds()) });
}

async function ask(state: State, issuer: string, now: number): Promise<void> {
  state.triedAtSeconds = now;
  try {
    state.known = { keys: await readKeySet(issuer), readAtSeconds: now };
    state.isAway = false;
  } catch {
    state.isAway = true;
  } finally {
    state.asking = undefined;
  }
}

function healthOf({ known, isAway }: State, now: number): IssuerHealth {
  const figures = known === undefined ? {} : { keysAgeSeconds: Math.max(0, now - known.readAtSeconds) };
  if (!isAway) return { isReady: true, message: "The issuer of the officers' tokens answers.", figures };
  const rest = known === undefined ? "no officer is let in." : "the keys that were read before go on to be used.";
  return {
    isReady: known !== undefined,
    message: `The issuer of the officers' tokens does not answer; ${rest}`,
    figures,
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
