import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { GatewayError } from "../errors.ts";
import { guardedLookup, type ResolveAll, resolveBySystem } from "./guarded-lookup.ts";
import { judgeUrl, type OutboundPolicy, refused, type Target } from "./judge-url.ts";

export interface OutboundRequest extends OutboundPolicy {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** For all of it, from resolving the name to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Largest body of an answer. */
  readonly maxBytes: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
  /** In place of the system's resolver; then connections are not kept. */
  readonly resolveAll?: ResolveAll;
}

export interface OutboundResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: IncomingMessage["headers"];
  readonly body: Uint8Array;
}

const MAX_HEADER_BYTES = 16_384;
/** Connections to one partner at once; one that is slow does not use up those of others. */
const AGENT = { keepAlive: true, maxSockets: 8, maxFreeSockets: 2, timeout: 60_000 };
/** Headers that say how the connection works are this file's; a cookie would make calls depend on each other. */
const OWN_HEADERS =
  /^(host|connection|content-length|transfer-encoding|accept-encoding|cookie|te|upgrade|expect|proxy-.*)$/i;

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** By policy, because a connection that one policy allowed must not serve another. */
const kept = new Map<string, Agents>();

/**
 * Calls a URL that came from outside: the only way this gateway does so. Judges the URL, and every address its name has,
 * at the time of connecting; follows no redirect, uses no proxy, sends no cookie, decompresses nothing.
 * @throws GatewayError OUTBOUND_REFUSED when this gateway will not call it or take its answer; PEER_UNAVAILABLE when it
 * does not answer in time or breaks off. The URL is in no message.
 */
export async function guardedFetch(address: string, request: OutboundRequest): Promise<OutboundResponse> {
  const target = judgeUrl(address, request);
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
  try {
    const response = await open(target, request, signal);
    const body = await readBody(response, request);
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw faultOf(cause, deadline.aborted);
  }
}

function open({ url, host, isLoopback }: Target, request: OutboundRequest, signal: AbortSignal) {
  const agents = agentsOf(request);
  const isPlain = url.protocol === "http:";
  const options = {
    method: request.method,
    host,
    port: url.port === "" ? (isPlain ? 80 : 443) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: headersOf(request, url),
    agent: isPlain ? agents.http : agents.https,
    lookup: guardedLookup(request, isLoopback, request.resolveAll ?? resolveBySystem),
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
    signal,
  };
  return new Promise<IncomingMessage>((resolve, reject) => {
    const sent = (isPlain ? httpRequest : httpsRequest)(options, resolve);
    sent.on("error", reject);
    sent.end(request.body);
  });
}

function headersOf({ headers = {} }: OutboundRequest, url: URL): Record<string, string> {
  const given = Object.entries(headers).filter(([name]) => !OWN_HEADERS.test(name));
  return { ...Object.fromEntries(given), host: url.host, "accept-encoding": "identity" };
}

function agentsOf({ allowLoopback, allowedNetworks = [], resolveAll }: OutboundRequest): Agents {
  if (resolveAll) return { http: new HttpAgent(), https: new HttpsAgent() };
  const policy = `${allowLoopback} ${allowedNetworks.join(" ")}`;
  const known = kept.get(policy) ?? { http: new HttpAgent(AGENT), https: new HttpsAgent(AGENT) };
  kept.set(policy, known);
  return known;
}

async function readBody(response: IncomingMessage, { method, maxBytes }: OutboundRequest): Promise<Uint8Array> {
  const { statusCode = 0, headers } = response;
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    if (statusCode >= 300 && statusCode < 400) throw refused("it leads elsewhere, and redirects are not followed");
    if ((headers["content-encoding"] ?? "identity") !== "identity") throw refused("its answer is compressed");
    if (method !== "HEAD" && Number(headers["content-length"] ?? 0) > maxBytes)
      throw refused("its answer is too large");
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw refused("its answer is too large");
      chunks.push(chunk);
    }
  } catch (error) {
    response.destroy();
    throw error;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** What a fault of the network is called: its system code, which names no address. */
function faultOf(cause: unknown, isLate: boolean): GatewayError {
  const code = String((cause as { code?: unknown } | null)?.code ?? "");
  if (code === "HPE_HEADER_OVERFLOW") return refused("its answer's headers are too large", cause);
  const reason = isLate ? "not in time" : /^[A-Z0-9_]{1,64}$/.test(code) ? code : "broken off";
  return new GatewayError("PEER_UNAVAILABLE", `The other system does not answer (${reason}).`, cause);
}
