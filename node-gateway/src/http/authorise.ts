import { hash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "../config/addresses.ts";
import { GatewayError } from "../errors.ts";
import { officerOf } from "../identity/officer.ts";
import type { Scope } from "../identity/scopes.ts";
import type { Access, Service } from "./route.ts";

/** A token that is good but not for this: carries the scope that the caller must ask his issuer for. */
export class ScopeMissing extends GatewayError {
  readonly scope: Scope;

  constructor(scope: Scope) {
    super("AUTH_SCOPE_MISSING", `The token does not have the scope ${scope}.`);
    this.scope = scope;
  }
}

/**
 * Who may act on a route: the officer's subject, or nothing on routes without officers.
 * @throws GatewayError AUTH_MISSING, AUTH_INVALID, AUTH_UNAVAILABLE; ScopeMissing.
 */
export async function authorise(access: Access, request: IncomingMessage, service: Service): Promise<string> {
  if (access === "public") return "";
  if (access === "metrics") return authoriseWatcher(request, service.config.metricsToken);
  const officer = await officerOf(service.identity, request.headers.authorization);
  if (!officer.scopes.has(access)) throw new ScopeMissing(access);
  return officer.subject;
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
