import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MAX_ORIGINAL_BYTES } from "@sealane/sdk";
import { openBlobStore } from "./blobs/open-blob-store.ts";
import { type WatchedBlobStore, watchBlobs } from "./blobs/watch-blobs.ts";
import type { Chain } from "./chain/chain.ts";
import { createJsonRpcChain } from "./chain/json-rpc-chain.ts";
import { openCodeLists } from "./codes/code-lists.ts";
import type { Webhook } from "./config/config.ts";
import { bindDatabase } from "./database/bind-database.ts";
import { openDatabase } from "./database/open-database.ts";
import type { Gateway, Log } from "./gateway.ts";
import { clearSpool } from "./intake/spool.ts";
import { openKeystore } from "./keys/keystore.ts";
import type { OutboundPolicy } from "./outbound/judge-url.ts";
import type { Peers } from "./peers/peers.ts";
import { createHttpPeers } from "./peers/wire/http-peers.ts";
import { selectKeys } from "./rotation/select-keys.ts";

export interface OpenGatewayOptions {
  readonly memberId: number;
  readonly dataDir: string;
  readonly rpcUrls: readonly string[];
  readonly chainId: number;
  /** 0x address. */
  readonly directory: string;
  readonly keystorePath: string;
  readonly passphrase: string;
  /** Where blobs are kept; files in `dataDir` by default. */
  readonly blobs?: { readonly url?: string | undefined; readonly token?: string | undefined };
  /** Path, `file:` or `postgres:` URL of the database; a file in `dataDir` by default. */
  readonly databaseUrl?: string | undefined;
  /** Folder of imported code lists; `code-lists` in `dataDir` by default. */
  readonly codesDir?: string | undefined;
  readonly maxOriginalBytes?: number;
  /** How long each seed of lane draws counts; none are made by default. */
  readonly drawPeriodSeconds?: number | undefined;
  readonly log: Log;
  /** Unix seconds; the system's clock by default. */
  readonly clock?: () => number;
  /** Which addresses that came from outside may be called; public ones over https by default. */
  readonly outbound?: OutboundPolicy;
  /** The member's own systems that are told what happens; none by default. */
  readonly webhooks?: readonly Webhook[];
  /** In place of the nodes at `rpcUrls`. */
  readonly chain?: Chain;
  /** In place of HTTP to https addresses outside private networks. */
  readonly peers?: Peers;
}

/** A gateway that is open: close it after stopping its workers and its server. */
export interface OpenedGateway {
  readonly gateway: Gateway;
  close(): Promise<void>;
}

const systemClock = (): number => Math.floor(Date.now() / 1000);

/**
 * Opens keys, database, blobs and chain, and checks that they belong together.
 * A chain that does not answer is no reason not to start once this database has seen it: intake goes on without it.
 * @throws GatewayError KEYS_WORLD_READABLE, KEYS_INVALID, KEYS_PASSPHRASE_WRONG, DATABASE_OF_ANOTHER_MEMBER,
 * DATABASE_VERSION_UNKNOWN, CHAIN_ID_WRONG, CHAIN_GENESIS_WRONG, CHAIN_DIRECTORY_EMPTY, CHAIN_CODE_CHANGED;
 * CHAIN_UNAVAILABLE on the very first start only; STORAGE_UNAVAILABLE, and CONFIG_INVALID for a server of the database
 * that may lose what was acknowledged.
 */
export async function openGateway(options: OpenGatewayOptions): Promise<OpenedGateway> {
  const { memberId, dataDir, log, clock = systemClock, maxOriginalBytes = MAX_ORIGINAL_BYTES } = options;
  const { keys, tagKeys } = await openKeystore(options.keystorePath, options.passphrase);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const chain = options.chain ?? createJsonRpcChain({ urls: options.rpcUrls });
  const database = await openDatabase(options.databaseUrl ?? join(dataDir, "gateway.db"), `sealane-${memberId}`);
  try {
    const { chainId, directory } = options;
    const bound = await bindDatabase({ database, chain, memberId, chainId, directory });
    await clearSpool(join(dataDir, "intake"));
    const blobs = await openBlobs(options, clock);
    const { outbound = { allowLoopback: false }, webhooks = [], peers = createHttpPeers(outbound) } = options;
    const rim = { outbound, webhooks, peers };
    const ground = {
      ...rim,
      memberId,
      dataDir,
      codeLists: openCodeLists(options.codesDir ?? join(dataDir, "code-lists"), (list) =>
        log.error({ list }, "A code list cannot be used; import it again"),
      ),
      maxOriginalBytes,
      drawPeriodSeconds: options.drawPeriodSeconds ?? null,
      database,
      blobs,
      chain,
      keys,
      tagKeys,
      clock,
      log,
    };
    const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
    const close = (): Promise<void> => {
      blobs.stop();
      return database.destroy();
    };
    const gateway: Gateway = { ...ground, ...bound, randomBytes: random };
    await selectKeys(gateway);
    return { gateway, close };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** No CID in the log; /readyz names the damaged ones. */
async function openBlobs(options: OpenGatewayOptions, clock: () => number): Promise<WatchedBlobStore> {
  const { dataDir, log, blobs: { url = pathToFileURL(join(dataDir, "blobs")).href, token } = {} } = options;
  return watchBlobs(await openBlobStore({ url, token }), {
    clock,
    tell: (news) => {
      if (news === "damaged") log.error({}, "A blob is damaged or lost; /readyz names it");
      else log.info({}, "A blob that was damaged or lost is whole again");
    },
  });
}
