import { hash, randomUUID, timingSafeEqual } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "@sealane/sdk";
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import type { IssuerClient } from "../config/config.ts";
import { readPrivateFile } from "../config/private-file.ts";
import type { IssuerKeys } from "./issuer-keys.ts";
import { isScope, type Scope } from "./scopes.ts";

export const EMBEDDED_LIFETIME_S = 3600;

/** The issuer of officers' tokens that a gateway brings itself, for one machine and for the demo. */
export interface EmbeddedIssuer {
  readonly name: string;
  /** What `/oidc/jwks` serves. */
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly keys: IssuerKeys;
  /** The client of an id and secret; undefined when either is wrong. */
  clientOf(id: string, secret: string): IssuerClient | undefined;
  /** An access token (RFC 9068) for a client, good for an hour. */
  mint(client: string, scopes: readonly Scope[]): Promise<string>;
}

export interface EmbeddedIssuerOptions {
  readonly name: string;
  readonly audience: string;
  readonly clients: readonly IssuerClient[];
  readonly dataDir: string;
  readonly nowSeconds: () => number;
}

/** An issuer whose key lives in the data directory, so that tokens outlive a restart. */
export async function createEmbeddedIssuer(options: EmbeddedIssuerOptions): Promise<EmbeddedIssuer> {
  const { kid, privateKey, publicKey, publicJwk } = await readOrMakeKey(join(options.dataDir, "embedded-issuer.json"));
  return {
    name: options.name,
    jwks: { keys: [publicJwk] },
    keys: async (header) => (header.kid === kid && header.alg === "ES256" ? publicKey : undefined),
    clientOf: (id, secret) => options.clients.find((client) => client.id === id && isSecret(client, secret)),
    mint: (client, scopes) =>
      new SignJWT({ scope: scopes.join(" "), client_id: client })
        .setProtectedHeader({ alg: "ES256", kid, typ: "at+jwt" })
        .setIssuer(options.name)
        .setAudience(options.audience)
        .setSubject(client)
        .setJti(randomUUID())
        .setIssuedAt(options.nowSeconds())
        .setExpirationTime(options.nowSeconds() + EMBEDDED_LIFETIME_S)
        .sign(privateKey),
  };
}

/** The scopes that a token request states, or all of the client's; undefined when it asks for one that is not his. */
export function scopesFor(client: IssuerClient, requested: string | undefined): readonly Scope[] | undefined {
  if (requested === undefined || requested === "") return client.scopes;
  const scopes = requested.split(" ");
  return scopes.every((it): it is Scope => isScope(it) && client.scopes.includes(it)) ? scopes : undefined;
}

function isSecret(client: IssuerClient, secret: string): boolean {
  return timingSafeEqual(hash("sha256", secret, "buffer"), Buffer.from(client.secretSha256, "hex"));
}

interface IssuerKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

async function readOrMakeKey(path: string): Promise<IssuerKey> {
  if (!existsSync(path)) {
    const made = await generateKeyPair("ES256", { extractable: true });
    writeFileSync(path, JSON.stringify(await exportJWK(made.privateKey)), { mode: 0o600, flag: "wx" });
  }
  const jwk = parseJson(readPrivateFile(path, "SEALANE_DATA_DIR")) as unknown as JWK;
  const { d: _secret, ...publicPart } = { ...jwk };
  const kid = await calculateJwkThumbprint(publicPart);
  const privateKey = (await importJWK({ ...jwk }, "ES256")) as CryptoKey;
  const publicKey = (await importJWK(publicPart, "ES256")) as CryptoKey;
  return { kid, privateKey, publicKey, publicJwk: { ...publicPart, kid, alg: "ES256", use: "sig" } };
}
