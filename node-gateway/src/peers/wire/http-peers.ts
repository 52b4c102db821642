import { guardedFetch } from "../../outbound/guarded-fetch.ts";
import type { OutboundPolicy } from "../../outbound/judge-url.ts";
import type { Peers } from "../peers.ts";

export interface HttpPeersOptions extends OutboundPolicy {
  /** For a whole call, to the last byte of its answer. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

/** Other gateways over HTTP, behind the outbound guard: their URLs come from the chain, where any member writes its own. */
export function createHttpPeers({ timeoutMs = TIMEOUT_MS, ...policy }: HttpPeersOptions): Peers {
  return {
    call: async (gatewayUrl, { method, path, headers, body, maxBytes }) => {
      const request = { ...policy, method, headers, timeoutMs, maxBytes, ...(body && { body }) };
      const answer = await guardedFetch(`${gatewayUrl.replace(/\/+$/, "")}${path}`, request);
      const mediaType = answer.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
      return { status: answer.status, mediaType, body: answer.body };
    },
  };
}
