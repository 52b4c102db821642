import { parseJson, utf8Encode } from "@sealane/sdk";
import { z } from "zod";
import type { Gateway } from "../../gateway.ts";
import { callPeer } from "../wire/call-peer.ts";

export interface PeerQuestion {
  readonly method: "GET" | "POST";
  /** `/peer/v1/…`, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; text as a compact JWS. */
  readonly body?: object | string;
}

/**
 * Asks a member's gateway something and waits for the answer, whatever its status.
 * @throws GatewayError PEER_UNKNOWN, PEER_UNAVAILABLE, OUTBOUND_REFUSED.
 */
export async function askPeer(
  gateway: Gateway,
  memberId: number,
  { method, path, query, body }: PeerQuestion,
): Promise<{ status: number; body: Uint8Array }> {
  const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
  const sent =
    body === undefined
      ? {}
      : typeof body === "string"
        ? { body: utf8Encode(body), mediaType: "application/jose" }
        : { body: utf8Encode(JSON.stringify(body)), mediaType: "application/json" };
  const answer = await callPeer(gateway, memberId, { method, path: `${path}${search}`, ...sent });
  return { status: answer.status, body: answer.body };
}

/** What an answer holds as JSON; undefined where it holds none. */
export function jsonIn(body: Uint8Array): unknown {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

const problemSchema = z.looseObject({ code: z.string() });

/** The code that a problem states (RFC 9457); undefined for what is no problem. */
export const codeIn = (value: unknown): string | undefined => problemSchema.safeParse(value).data?.code;
