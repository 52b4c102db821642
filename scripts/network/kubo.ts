import { generateKeyPairSync } from "node:crypto";
import { base58btc } from "multiformats/bases/base58";
import type { NodeFile } from "./node-file.ts";
import { interfaceOf } from "./node-identity.ts";

/** libp2p's protobuf of an Ed25519 key: its type, then its bytes (specs/peer-ids, "Keys"). */
const ED25519_PRIVATE = Buffer.from("08011240", "hex");
const ED25519_PUBLIC = Buffer.from("08011220", "hex");
/** A key this short is not hashed: the multihash "identity" of 36 bytes. */
const IDENTITY_OF_36 = Buffer.from("0024", "hex");

export interface KuboIdentity {
  readonly peerId: string;
  /** Base64, as Kubo's configuration holds it. Secret. */
  readonly privateKey: string;
}

/** Draws the key of a Kubo node, so that its name is known before it runs. */
export function makeKuboIdentity(): KuboIdentity {
  const { d = "", x = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const publicKey = Buffer.from(x, "base64url");
  return {
    peerId: base58btc.encode(Buffer.concat([IDENTITY_OF_36, ED25519_PUBLIC, publicKey])).slice(1),
    privateKey: Buffer.concat([ED25519_PRIVATE, Buffer.from(d, "base64url"), publicKey]).toString("base64"),
  };
}

/** The text of a `swarm.key` file: only nodes with the same can talk to each other. */
export const swarmKeyOf = (key: Uint8Array): string =>
  `/key/swarm/psk/1.0.0/\n/base16/\n${Buffer.from(key).toString("hex")}\n`;

/** Members up to which every Kubo node keeps a connection with every other. */
const MAX_MESH = 10;

export interface KuboPlace {
  /** An IPv4 address at which the others reach it. */
  readonly host: string;
  readonly swarm: number;
  readonly rpc: number;
}

/**
 * What a member's Kubo node starts from, the settings of docs/operating.md: nothing of it speaks to the public network,
 * its RPC port wants a token and listens on loopback, and it hashes what it reads. Secret.
 */
export function kuboConfigOf(identity: KuboIdentity, token: string, { host, swarm, rpc }: KuboPlace): string {
  const config = {
    Identity: { PeerID: identity.peerId, PrivKey: identity.privateKey },
    Datastore: { StorageMax: "10GB", StorageGCWatermark: 90, GCPeriod: "1h", HashOnRead: true, BloomFilterSize: 0 },
    Addresses: { Swarm: [`/ip4/${interfaceOf(host)}/tcp/${swarm}`], API: `/ip4/127.0.0.1/tcp/${rpc}`, Gateway: [] },
    API: { Authorizations: { gateway: { AuthSecret: `bearer:${token}`, AllowedPaths: ["/api/v0"] } } },
    AutoConf: { Enabled: false },
    AutoTLS: { Enabled: false },
    Bootstrap: [],
    DNS: { Resolvers: {} },
    Discovery: { MDNS: { Enabled: false } },
    Ipns: { DelegatedPublishers: [] },
    Routing: { Type: "none", DelegatedRouters: [] },
    Swarm: { DisableNatPortMap: true, Transports: { Network: { Websocket: false } } },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** What a Kubo node is told at each start of the others. */
export interface KuboPeering {
  readonly routing: "none" | "dht";
  readonly peers: readonly { readonly ID: string; readonly Addrs: readonly string[] }[];
}

/** The other members' Kubo nodes: all of them in a small consortium, which then needs no routing. */
export function kuboPeeringOf(self: NodeFile, nodes: readonly NodeFile[]): KuboPeering {
  const others = nodes.filter(({ peerId }) => peerId !== self.peerId);
  return {
    routing: nodes.length > MAX_MESH ? "dht" : "none",
    peers: others.map(({ peerId, host, kuboPort }) => ({
      ID: peerId,
      Addrs: [`/ip4/${host}/tcp/${kuboPort}`],
    })),
  };
}

/**
 * `start.sh`: makes the repository on the first start, tells it of its peers on every one, and becomes the daemon.
 * SEALANE_KUBO_CONFIG, SEALANE_KUBO_SWARM_KEY and SEALANE_KUBO_API say otherwise where files and ports lie, in a
 * container.
 */
export function kuboStartOf(self: NodeFile, nodes: readonly NodeFile[]): string {
  const { routing, peers } = kuboPeeringOf(self, nodes);
  return `#!/bin/sh
# Starts this member's Kubo node in the consortium's private swarm.
set -eu
cd "$(dirname "$0")"
umask 077
export IPFS_PATH="\${IPFS_PATH:-$PWD/repo}" IPFS_TELEMETRY=off LIBP2P_FORCE_PNET=1
[ -f "$IPFS_PATH/config" ] || ipfs init --profile=flatfs,unixfs-v1-2025 "\${SEALANE_KUBO_CONFIG:-config.json}"
cp "\${SEALANE_KUBO_SWARM_KEY:-swarm.key}" "$IPFS_PATH/swarm.key"
[ -z "\${SEALANE_KUBO_API:-}" ] || ipfs config Addresses.API "$SEALANE_KUBO_API"
ipfs config Routing.Type ${routing}
ipfs config --json Peering.Peers '${JSON.stringify(peers)}'
exec ipfs daemon
`;
}
