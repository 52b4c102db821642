import { isIP } from "node:net";
import { isLoopbackHost } from "../config/addresses.ts";
import { GatewayError } from "../errors.ts";
import { whyDenied } from "./judge-address.ts";

/** What this gateway may call. */
export interface OutboundPolicy {
  /** Development only: plain http, and https, to a literal loopback address or `localhost`. */
  readonly allowLoopback: boolean;
  /** Networks in CIDR notation that partners are in though they are not public. None by default. */
  readonly allowedNetworks?: readonly string[];
}

/** A URL that may be called, so far as it can be told before its name is resolved. */
export interface Target {
  readonly url: URL;
  /** Host as a resolver or socket takes it: IPv6 without brackets. */
  readonly host: string;
  /** Whether only loopback addresses are right for it. */
  readonly isLoopback: boolean;
}

const MAX_CHARACTERS = 2048;

/**
 * Judges the text of a URL. The URL parser has made decimal, octal, hexadecimal and short forms of IPv4 one already, so
 * what is judged is what would be called.
 * @throws GatewayError OUTBOUND_REFUSED; the URL is not in the message, since it may carry a secret.
 */
export function judgeUrl(address: string, policy: OutboundPolicy): Target {
  if (address.length > MAX_CHARACTERS || !URL.canParse(address)) throw refused("it is not a URL");
  const url = new URL(address);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isLoopback = policy.allowLoopback && isLoopbackHost(host);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) throw refused("it is not https");
  if (url.username !== "" || url.password !== "") throw refused("it holds credentials");
  if (host.endsWith(".")) throw refused("its host ends with a dot");
  if (!isLoopback && isIP(host) !== 0) judgeAddress(host, policy);
  return { url, host, isLoopback };
}

/** @throws GatewayError OUTBOUND_REFUSED when the address may not be called. */
export function judgeAddress(address: string, { allowedNetworks = [] }: OutboundPolicy): void {
  const reason = whyDenied(address, allowedNetworks);
  if (reason !== undefined) throw refused(`its address is ${reason}`);
}

/** The refusal, with its reason completing "because …". */
export const refused = (reason: string, cause?: unknown): GatewayError =>
  new GatewayError("OUTBOUND_REFUSED", `The address is not called: ${reason}.`, cause);
