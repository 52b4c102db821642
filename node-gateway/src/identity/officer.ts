import { z } from "zod";
import type { Config } from "../config/config.ts";
import { GatewayError } from "../errors.ts";
import type { IssuerHealth, IssuerKeys } from "./issuer-keys.ts";
import { isScope, type Scope } from "./scopes.ts";
import { JwtRefused, verifyJwt } from "./strict-jwt.ts";

const CLOCK_TOLERANCE_S = 60;
/** A stolen token is good until it ends, so one that is good for longer than a day is not taken. */
const MAX_LIFETIME_S = 86_400;

/** A person or program that uses this gateway, as its issuer vouches. */
export interface Officer {
  readonly issuer: string;
  readonly subject: string;
  readonly scopes: ReadonlySet<Scope>;
}

export interface Identity {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: IssuerKeys;
  readonly nowSeconds: () => number;
  /** How the issuer does; not there when it is this gateway. */
  readonly health?: () => IssuerHealth;
}

const seconds = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const name = z.string().min(1).max(256);

/** Claims of RFC 9068 §2.2 that are needed here; others are left alone. */
const claimsSchema = z.object({
  iss: name,
  sub: name,
  aud: z.union([name, z.array(name).min(1).max(32)]),
  exp: seconds,
  iat: seconds,
  nbf: seconds.optional(),
  scope: z.string().max(4096).optional(),
  scp: z.union([z.string().max(4096), z.array(name).max(256)]).optional(),
});

/**
 * The officer of an `Authorization` header (RFC 6750 §2.1).
 * @throws GatewayError AUTH_MISSING, AUTH_INVALID, AUTH_UNAVAILABLE when the issuer's keys cannot be had.
 */
export async function officerOf(identity: Identity, authorization: string | undefined): Promise<Officer> {
  if (authorization === undefined)
    throw new GatewayError("AUTH_MISSING", "Send an access token: Authorization: Bearer …");
  const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new GatewayError("AUTH_INVALID", "The Authorization header is not a bearer token.");
  try {
    return judgeClaims(identity, await verifyJwt(token, identity.keys));
  } catch (cause) {
    if (cause instanceof JwtRefused) throw new GatewayError("AUTH_INVALID", cause.message, cause);
    throw cause;
  }
}

function judgeClaims(identity: Identity, raw: unknown): Officer {
  const judged = claimsSchema.safeParse(raw);
  if (!judged.success) {
    const missing = String(judged.error.issues[0]?.path[0] ?? "");
    throw new JwtRefused(`The token's claim ${missing} is missing or has a wrong form.`);
  }
  const claims = judged.data;
  const now = identity.nowSeconds();
  if (claims.iss !== identity.issuer) throw new JwtRefused("The token is of another issuer.");
  if (![claims.aud].flat().includes(identity.audience)) throw new JwtRefused("The token is for another audience.");
  if (claims.exp <= now - CLOCK_TOLERANCE_S) throw new JwtRefused("The token has ended.");
  if (Math.max(claims.iat, claims.nbf ?? 0) > now + CLOCK_TOLERANCE_S)
    throw new JwtRefused("The token is not valid yet.");
  if (claims.exp - claims.iat > MAX_LIFETIME_S) throw new JwtRefused("The token is valid for longer than a day.");
  const stated = [claims.scope ?? claims.scp ?? []].flat().flatMap((text) => text.split(" "));
  return { issuer: claims.iss, subject: claims.sub, scopes: new Set(stated.filter(isScope)) };
}

/** Where the tokens of a configuration come from: the configured issuer, or this gateway when it issues them itself. */
export function issuerOf(config: Pick<Config, "oidc" | "listen">): string {
  const { host, port } = config.listen;
  return config.oidc.issuer ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
