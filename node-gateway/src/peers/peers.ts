/** A request to another member's gateway. */
export interface PeerRequest {
  readonly method: "GET" | "POST";
  /** Below the gateway's URL, with its query: `/peer/v1/hello`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Largest answer that is read. */
  readonly maxBytes: number;
}

export interface PeerAnswer {
  readonly status: number;
  /** Lower case, without parameters; empty when there is none. */
  readonly mediaType: string;
  readonly body: Uint8Array;
}

/** The way to other members' gateways. Proven by test/behaviours/peers.ts. */
export interface Peers {
  /**
   * One request and its answer, whatever its status; nothing is sent again.
   * @throws GatewayError PEER_UNAVAILABLE, OUTBOUND_REFUSED.
   */
  call(gatewayUrl: string, request: PeerRequest): Promise<PeerAnswer>;
}
