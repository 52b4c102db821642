import { hash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "../config/addresses.ts";
import { GatewayError } from "../errors.ts";
import { officerOf } from "../identity/officer.ts";
import type { Scope } from "../identity/scopes.ts";
import { judgeTransportToken, type TokenOfPeer } from "../peers/wire/transport-token.ts";
import type { Access, Service } from "./route.ts";

/** A token that is good but not for this: carries the scope that the caller must ask his issuer for. */
export class ScopeMissing extends GatewayError {
  readonly scope: Scope;

  constructor(scope: Scope) {
    super("AUTH_SCOPE_MISSING", `The token does not have the scope ${scope}.`);
    this.scope = scope;
  }
}

/** Who calls. */
export interface Caller {
  readonly actor: string;
  /** What an officer may do; empty for all others. */
  readonly scopes: ReadonlySet<string>;
  /** Of a member's gateway; what it says of the body is still to be judged. */
  readonly token?: TokenOfPeer;
}

const NONE: ReadonlySet<string> = new Set();

type Asked = IncomingMessage & { readonly originalUrl: string };

/**
 * Who may act on a route: an officer, a member's gateway, or nobody in particular where the route asks for nobody.
 * @throws GatewayError AUTH_MISSING, AUTH_INVALID, AUTH_UNAVAILABLE, PEER_TOKEN_INVALID, PEER_CLOCK_DIFFERS,
 * PEER_SUSPENDED; ScopeMissing.
 */
export async function authorise(access: Access, request: Asked, service: Service): Promise<Caller> {
  if (access === "public") return { actor: "", scopes: NONE };
  if (access === "metrics") return { actor: authoriseWatcher(request, service.config.metricsToken), scopes: NONE };
  if (access === "peer") return authorisePeer(request, service);
  const officer = await officerOf(service.identity, request.headers.authorization);
  if (!officer.scopes.has(access)) throw new ScopeMissing(access);
  return { actor: officer.subject, scopes: officer.scopes };
}

async function authorisePeer({ headers, method = "", originalUrl }: Asked, { gateway }: Service): Promise<Caller> {
  const { authorization } = headers;
  if (authorization === undefined) throw new GatewayError("AUTH_MISSING", "This is for members' gateways.");
  const bearer = /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(authorization)?.[1];
  if (bearer === undefined)
    throw new GatewayError("PEER_TOKEN_INVALID", "The Authorization header is no bearer token.");
  const token = await judgeTransportToken(gateway, bearer, { method, path: originalUrl });
  return { actor: `member:${token.memberId}`, scopes: NONE, token };
}

/**
 * Figures tell a rival how much a member trades, so they are not public. Scrapers cannot do OIDC: they show a token of
 * their own, or come from this machine; a request that a proxy passed on does not, whatever its socket says.
 */
function authoriseWatcher({ headers, socket }: IncomingMessage, token: string | undefined): string {
  if (token === undefined) {
    const isForwarded = "forwarded" in headers || "x-forwarded-for" in headers || "via" in headers;
    const address = socket.remoteAddress?.replace("::ffff:", "") ?? "";
    if (isLoopbackHost(address) && !isForwarded) return "";
    throw new GatewayError("AUTH_MISSING", "Metrics are for this machine, or for the holder of the metrics token.");
  }
  if (headers.authorization === undefined)
    throw new GatewayError("AUTH_MISSING", "Send the metrics token as a bearer.");
  const isRight = timingSafeEqual(digest(headers.authorization), digest(`Bearer ${token}`));
  if (!isRight) throw new GatewayError("AUTH_INVALID", "The metrics token is wrong.");
  return "";
}

/** Digests have one length, which comparing in constant time needs. */
const digest = (text: string): Uint8Array => hash("sha256", text, "buffer");
