import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import type { PeerAnswer } from "../peers.ts";
import { findMember } from "./member-key.ts";
import { breakerOf, noteAnswer, noteFault, readPartner, takeProbe } from "./partner.ts";
import { makeTransportToken } from "./transport-token.ts";

export interface PeerCall {
  readonly method: "GET" | "POST";
  /** Below the gateway's URL, with its query. */
  readonly path: string;
  readonly body?: Uint8Array;
  /** Of the body. */
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
}

/** The breaker is open, so nothing was sent: an attempt that was none. */
export class PeerLeftAlone extends GatewayError {
  constructor() {
    super("PEER_UNAVAILABLE", "The other member's gateway did not answer lately; it is tried again soon.");
  }
}

const MAX_ANSWER_BYTES = 1024 * 1024;
/**
 * Answers of something on the way, or to who calls: they say nothing of what was sent. That there are too many alerts says
 * something of alerts, and what else goes to the partner does not wait for them.
 */
export const isPartnerFault = (answer: PeerAnswer): boolean =>
  ([401, 429, 502, 503, 504].includes(answer.status) && problemCode(answer) !== "ALERTS_TOO_MANY") ||
  problemCode(answer) === "PEER_SUSPENDED";

/**
 * One call to a member's gateway with a token of its own, through the partner's breaker.
 * @throws GatewayError PEER_UNKNOWN, PEER_UNAVAILABLE (PeerLeftAlone when nothing was sent), OUTBOUND_REFUSED.
 */
export async function callPeer(gateway: Gateway, memberId: number, call: PeerCall): Promise<PeerAnswer> {
  const found = memberId === gateway.memberId ? undefined : await findMember(gateway.database, memberId);
  if (!found?.gatewayUrl)
    throw new GatewayError("PEER_UNKNOWN", `The chain tells of no other member ${memberId} with a gateway.`);
  const partner = await readPartner(gateway.database, memberId);
  const breaker = breakerOf(partner, gateway.clock());
  if (breaker === "open" || (breaker === "halfOpen" && !(await takeProbe(gateway, partner)))) throw new PeerLeftAlone();
  const answer = await send(gateway, { memberId, gatewayUrl: found.gatewayUrl }, call).catch(async (error) => {
    const code = error instanceof GatewayError ? error.code : "INTERNAL";
    await noteFault(gateway, memberId, code);
    throw error;
  });
  if (isPartnerFault(answer)) await noteFault(gateway, memberId, problemCode(answer));
  else await noteAnswer(gateway, partner);
  return answer;
}

/** The code of a problem that came as an answer (RFC 9457), or its status: what is told of it, and nothing else it says. */
export function problemCode({ status, mediaType, body }: PeerAnswer): string {
  const stated = mediaType === "application/problem+json" ? /"code":"([A-Z][A-Z0-9_]{0,63})"/.exec(textOf(body)) : null;
  return stated?.[1] ?? `HTTP_${status}`;
}

const textOf = (body: Uint8Array): string => Buffer.from(body.subarray(0, 4096)).toString("latin1");

function send(gateway: Gateway, to: { memberId: number; gatewayUrl: string }, call: PeerCall): Promise<PeerAnswer> {
  const { method, path, body = new Uint8Array(), mediaType, maxBytes = MAX_ANSWER_BYTES } = call;
  const token = makeTransportToken(gateway, to.memberId, { method, path, body });
  const headers = {
    ...call.headers,
    authorization: `Bearer ${token}`,
    ...(mediaType !== undefined && { "content-type": mediaType }),
  };
  return gateway.peers.call(to.gatewayUrl, { method, path, headers, maxBytes, ...(call.body && { body }) });
}
