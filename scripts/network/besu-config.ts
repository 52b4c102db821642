import type { NodeFile } from "./node-file.ts";
import { enodeOf, interfaceOf } from "./node-identity.ts";

type TomlValue = string | number | boolean | readonly string[];

/** JSON's strings are TOML's basic strings, for the characters that are written here. */
const toml = (settings: Readonly<Record<string, TomlValue>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join("");

const enodes = (nodes: readonly NodeFile[]): string[] => nodes.map((node) => enodeOf(node.nodeId, node));

/** `static-nodes.json`: the validators that each validator keeps a connection with. */
export const staticNodesOf = (nodes: readonly NodeFile[]): string => `${JSON.stringify(enodes(nodes), null, 2)}\n`;

/**
 * `permissions_config.toml`: the only nodes to talk to, and the only accounts whose transactions are taken.
 * @param others 0x: accounts beside the members' operators: the deployer, who also admits members.
 */
export function permissionsOf(nodes: readonly NodeFile[], others: readonly string[]): string {
  const accounts = [...new Set([...nodes.map(({ operator }) => operator), ...others])].sort();
  return toml({ "nodes-allowlist": enodes(nodes), "accounts-allowlist": accounts });
}

export interface BesuOptions {
  readonly rpcPort: number;
  readonly metricsPort: number;
  /** Validators of the chain. */
  readonly validators: number;
}

/**
 * A validator's settings. Paths are of the folder they stand in, so Besu is started there; ports are open on loopback
 * only, but for the one that validators talk by.
 */
export function besuConfigOf({ host, p2pPort }: NodeFile, { rpcPort, metricsPort, validators }: BesuOptions): string {
  return toml({
    "genesis-file": "genesis.json",
    "node-private-key-file": "node.key",
    "data-path": "data",
    "sync-mode": "FULL",
    // An auditor asks for the state of old blocks, of which Bonsai keeps the last 512 only.
    "data-storage-format": "FOREST",
    "p2p-host": host,
    "p2p-interface": interfaceOf(host),
    "p2p-port": p2pPort,
    "nat-method": "NONE",
    "discovery-enabled": false,
    "static-nodes-file": "static-nodes.json",
    "max-peers": Math.max(25, 2 * validators),
    "permissions-nodes-config-file-enabled": true,
    "permissions-nodes-config-file": "permissions_config.toml",
    "permissions-accounts-config-file-enabled": true,
    "permissions-accounts-config-file": "permissions_config.toml",
    "min-gas-price": 0,
    // The share of one account: at the default the eighth quick transaction of a gateway is refused. Only this pool
    // knows the option, and Besu ends at once when another is set beside it.
    "tx-pool": "sequenced",
    "tx-pool-limit-by-account-percentage": 1,
    "rpc-http-enabled": true,
    "rpc-http-host": "127.0.0.1",
    "rpc-http-port": rpcPort,
    "rpc-http-api": ["ETH", "NET", "WEB3", "QBFT"],
    "rpc-max-logs-range": 5000,
    "host-allowlist": ["localhost", "127.0.0.1", "besu"],
    "revert-reason-enabled": true,
    "metrics-enabled": true,
    "metrics-host": "127.0.0.1",
    "metrics-port": metricsPort,
    logging: "INFO",
  });
}
