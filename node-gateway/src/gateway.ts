import type { Network } from "@sealane/sdk";
import type { WatchedBlobStore } from "./blobs/watch-blobs.ts";
import type { Chain } from "./chain/chain.ts";
import type { Contracts } from "./chain/network.ts";
import type { CodeLists } from "./codes/code-lists.ts";
import type { Webhook } from "./config/config.ts";
import type { Database } from "./database/database.ts";
import type { Keys, TagKeys } from "./keys/keys.ts";
import type { OutboundPolicy } from "./outbound/judge-url.ts";
import type { Peers } from "./peers/peers.ts";

/** Structured log; pino fits. No document content, number, CID or key may be given to it. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Everything a use case may touch. Made once by {@link openGateway}; a test may replace any part of it. */
export interface Gateway {
  readonly memberId: number;
  readonly network: Network;
  readonly contracts: Contracts;
  readonly database: Database;
  readonly blobs: WatchedBlobStore;
  readonly chain: Chain;
  /** The way to other members' gateways. */
  readonly peers: Peers;
  readonly keys: Keys;
  readonly tagKeys: TagKeys;
  /** Where intake keeps its temporary files and originals are spooled. */
  readonly dataDir: string;
  /** Lists that the codes of papers are looked up in. */
  readonly codeLists: CodeLists;
  /** Largest original, in bytes. */
  readonly maxOriginalBytes: number;
  /** How long each seed of lane draws counts; null where this member draws none. */
  readonly drawPeriodSeconds: number | null;
  /** Unix seconds. */
  readonly clock: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
  /** Which addresses that came from outside may be called. */
  readonly outbound: OutboundPolicy;
  /** The member's own systems that are told what happens. */
  readonly webhooks: readonly Webhook[];
}
