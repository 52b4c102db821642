import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesOfBase64url, hexOf, type PrivateKey, thumbprintOf } from "@sealane/sdk";
import { createFileBlobStore } from "../../../node-gateway/src/blobs/file-blob-store.ts";
import { watchBlobs } from "../../../node-gateway/src/blobs/watch-blobs.ts";
import { configSchema } from "../../../node-gateway/src/config/config.ts";
import { openDatabase } from "../../../node-gateway/src/database/open-database.ts";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { createApp } from "../../../node-gateway/src/http/app.ts";
import { serve } from "../../../node-gateway/src/http/server.ts";
import { keysOf } from "../../../node-gateway/src/keys/keystore.ts";
import { makeSecrets } from "../../../node-gateway/src/keys/make-secrets.ts";
import type { Peers } from "../../../node-gateway/src/peers/peers.ts";
import { createHttpPeers } from "../../../node-gateway/src/peers/wire/http-peers.ts";
import { createMetrics } from "../../../node-gateway/src/telemetry/metrics.ts";
import { seededBytes } from "../seeded.ts";
import { ACTORS, type ActorName } from "./actors.ts";
import { type Clock, createClock } from "./clock.ts";
import { createMemoryPeers } from "./memory-peers.ts";
import { databaseUrlOf, dropDatabases } from "./postgres.ts";

/** A member's gateway among others, without a chain: who belongs to the consortium is written into its index. */
export interface Partner {
  readonly name: ActorName;
  readonly memberId: number;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly url: string;
  /** Called instead of the way to the others while a test sets it; it may call the real one. */
  instead: ((call: Parameters<Peers["call"]>, real: Peers["call"]) => ReturnType<Peers["call"]>) | undefined;
  /** While true nobody reaches its server. */
  isAway: boolean;
  /** Has an event of the member registry indexed at this gateway. */
  index(memberId: number, name: string, args: object): Promise<void>;
}

export interface Partners {
  readonly all: readonly Partner[];
  of(name: ActorName): Partner;
  /** Moves every clock. */
  advance(seconds: number): void;
  close(): Promise<void>;
}

export type Way = "http" | "memory";

export const START_S = 1_790_000_000;
const UNTIL_S = START_S + 100_000_000;
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const LIMITS = configSchema.shape.limits.parse({});
const USES = { statementKey: 1, sealingKey: 2, transportKey: 3 } as const;

/** Gateways of these members that know each other, over loopback HTTP or in this process. */
export async function openPartners(way: Way, names: readonly ActorName[]): Promise<Partners> {
  const folder = await mkdtemp(join(tmpdir(), "sealane-partners-"));
  const memory = new Map<string, Server>();
  const made = await Promise.all(names.map((name) => openPartner(name, { way, folder, memory })));
  for (const { partner } of made) for (const other of made) await introduce(partner, other);
  return {
    all: made.map(({ partner }) => partner),
    of: (name) => made.find(({ partner }) => partner.name === name)?.partner as Partner,
    advance: (seconds) => {
      for (const { partner } of made) partner.clock.advance(seconds);
    },
    close: async () => {
      for (const { stop } of made) await stop();
      for (const { partner } of made) await partner.gateway.database.destroy();
      await dropDatabases(made.map(({ partner }) => partner.gateway.dataDir));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Made {
  readonly partner: Partner;
  readonly secrets: ReturnType<typeof makeSecrets>;
  stop(): Promise<void>;
}

interface Ground {
  readonly way: Way;
  readonly folder: string;
  readonly memory: Map<string, Server>;
}

async function openPartner(name: ActorName, ground: Ground): Promise<Made> {
  const secrets = makeSecrets({});
  const clock = createClock(START_S);
  const { memberId } = ACTORS[name];
  const dataDir = join(ground.folder, name);
  const store = await createFileBlobStore(join(dataDir, "blobs"));
  const database = await openDatabase(databaseUrlOf(dataDir) ?? ":memory:", "sealane-test");
  const head = { number: 0, hash: "00".repeat(32), time_seconds: START_S };
  await database
    .insertInto("cursor")
    .values({ id: 1, ...head, alarm: null, alarm_since_seconds: null })
    .execute();
  const real: Peers["call"] = (...call) => wayOf(ground).call(...call);
  const gateway = {
    ...{ memberId, dataDir, database, clock: clock.now, log: SILENT, keys: keysOf(secrets), webhooks: [] },
    blobs: watchBlobs(store, { clock: clock.now, tell: () => {} }),
    chain: { head: async () => ({ number: 0, hash: head.hash, timeSeconds: START_S }) },
    randomBytes: seededBytes(`partner ${name}`),
    outbound: { allowLoopback: true },
    peers: { call: (...call: Parameters<Peers["call"]>) => partner.instead?.(call, real) ?? real(...call) },
  } as unknown as Gateway;
  const partner: Partner = {
    ...{ name, memberId, gateway, clock, url: "", instead: undefined, isAway: false },
    index: (member, event, args) => indexEvent(gateway, member, event, args),
  };
  const { url, stop } = await listen(partner, ground);
  return { partner: Object.assign(partner, { url }), secrets, stop };
}

function wayOf({ way, memory }: Ground): Peers {
  return way === "memory" ? createMemoryPeers(memory) : createHttpPeers({ allowLoopback: true, timeoutMs: 2_000 });
}

async function listen(partner: Partner, { way, memory }: Ground): Promise<{ url: string; stop(): Promise<void> }> {
  const nobody = {
    issuer: "https://id.example",
    audience: "sealane",
    keys: async () => undefined,
    nowSeconds: () => 0,
  };
  const app = createApp({
    ...{ gateway: partner.gateway, identity: nobody as never, metrics: createMetrics() },
    config: { limits: LIMITS, names: {}, metricsToken: undefined },
  });
  const listener: typeof app = ((request: never, response: { destroy(): void }) => {
    if (partner.isAway) return response.destroy();
    return (app as unknown as (...it: unknown[]) => void)(request, response);
  }) as never;
  if (way === "memory") {
    const url = `https://${partner.name}.example`;
    memory.set(url, createServer(listener));
    return { url, stop: async () => void memory.delete(url) };
  }
  const { port, stop } = await serve(listener, {
    host: "127.0.0.1",
    port: 0,
    limits: { ...LIMITS, drainTimeoutMs: 0 },
  });
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** Writes into a gateway's index what the chain would say of another. */
async function introduce(to: Partner, { partner, secrets }: Made): Promise<void> {
  const { memberId } = partner;
  const { country, roles } = ACTORS[partner.name];
  await to.index(memberId, "MemberAdmitted", { country: Buffer.from(country, "latin1").toString("hex"), roles });
  await to.index(memberId, "GatewayUrlChanged", { gatewayUrl: partner.url });
  for (const [name, use] of Object.entries(USES)) {
    await to.index(memberId, "KeyAdded", keyAdded(secrets[name as keyof typeof USES], use));
  }
}

/** Arguments of the event that adds a key, from long ago. */
export function keyAdded(key: PrivateKey, use: number): object {
  const hex = (text: string): string => hexOf(bytesOfBase64url(text));
  const validity = { validFromSeconds: START_S - 1_000_000, validUntilSeconds: UNTIL_S };
  return { thumbprint: hex(thumbprintOf(key)), use, x: hex(key.x), y: hex(key.y), ...validity };
}

let place = 0;

async function indexEvent(gateway: Gateway, memberId: number, name: string, args: object): Promise<void> {
  place += 1;
  await gateway.database
    .insertInto("member_events")
    .values({
      ...{ block_number: 1, log_index: place, member_id: memberId, name, args: JSON.stringify(args) },
      time_seconds: START_S,
    })
    .execute();
}

/** An answer that never comes, as the way to the others tells it. */
export const unavailable = (): GatewayError =>
  new GatewayError("PEER_UNAVAILABLE", "The test took the other gateway away.");
