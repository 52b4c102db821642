import type { Gateway, Log } from "./gateway.ts";

export interface OpenGatewayOptions {
  readonly memberId: number;
  readonly dataDir: string;
  readonly rpcUrls: readonly string[];
  readonly chainId: number;
  readonly directory: string;
  readonly keystorePath: string;
  readonly passphrase: string;
  readonly maxOriginalBytes?: number;
  readonly log: Log;
  /** Unix seconds; the system's clock by default. */
  readonly clock?: () => number;
}

/** A gateway that is open: close it after stopping its workers and its server. */
export interface OpenedGateway {
  readonly gateway: Gateway;
  close(): Promise<void>;
}

/**
 * Opens keys, database, blobs and chain, and checks that they belong together.
 * A chain that does not answer is no reason not to start once this member has seen it: intake goes on without it.
 * @throws GatewayError KEYS_WORLD_READABLE, KEYS_PASSPHRASE_WRONG, DATABASE_OF_ANOTHER_MEMBER, CHAIN_ID_WRONG,
 * CHAIN_GENESIS_WRONG, CHAIN_DIRECTORY_EMPTY, CHAIN_CODE_CHANGED; CHAIN_UNAVAILABLE on the very first start only.
 */
export async function openGateway(_options: OpenGatewayOptions): Promise<OpenedGateway> {
  throw new Error("not written yet");
}
