import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeKuboIdentity } from "../../../scripts/network/kubo.ts";
import type { NodeFile } from "../../../scripts/network/node-file.ts";
import { nodeIdentityOf } from "../../../scripts/network/node-identity.ts";
import { seededBytes } from "../../support/seeded.ts";

const PEER_IDS = new Map<string, string>();

/** A member whose keys follow from its name; its Kubo node's, which nothing here signs with, from this run. */
export function memberOf(name: string, memberId: number, change: Partial<NodeFile> = {}): NodeFile {
  const draw = seededBytes(name);
  const peerId = PEER_IDS.get(name) ?? makeKuboIdentity().peerId;
  PEER_IDS.set(name, peerId);
  return {
    type: "sealane-node/1",
    name,
    memberId,
    host: `10.0.0.${memberId}`,
    p2pPort: 30_303,
    kuboPort: 4_001,
    ...nodeIdentityOf(`0x${Buffer.from(draw(32)).toString("hex")}`),
    operator: `0x${Buffer.from(draw(20)).toString("hex")}`,
    peerId,
    ...change,
  };
}

export const FOUR = ["singapore", "rotterdam", "jakarta", "durban"].map((name, index) => memberOf(name, index + 1));

const SCRIPT = join(import.meta.dirname, "../../../scripts/network.ts");
export const NAMES = ["singapore", "rotterdam", "jakarta", "durban"];

export interface Ended {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const network = (...args: readonly string[]): Promise<Ended> =>
  promisify(execFile)(process.execPath, [SCRIPT, ...args]).catch((error: Ended) => error);
export const text = (...path: string[]): string => readFileSync(join(...path), "utf8");

/** Every file below a folder, relative to it. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();

/** Files that hold a secret of the member, or of the consortium. */
export const SECRETS = [
  "besu/node.key",
  "gateway/keystore.json",
  "kubo/config.json",
  "kubo/swarm.key",
  "secrets/database-url",
  "secrets/gateway.json",
  "secrets/keystore-passphrase",
  "secrets/metrics-token",
  "secrets/postgres-password",
];
