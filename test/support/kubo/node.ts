import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base32upper } from "multiformats/bases/base32";
import { CID } from "multiformats/cid";
import { freePort } from "../../../scripts/free-port.ts";

/** A Kubo node of the tests, with its hands. */
export interface KuboNode {
  readonly url: string;
  readonly token: string;
  /** `/ip4/…/p2p/…` */
  readonly address: string;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** The status and text of an RPC call. */
  call(command: string, params?: Record<string, string>, token?: string): Promise<{ status: number; text: string }>;
  /** Flips a bit of a block on the node's disk. */
  damage(cid: string, byte: number): void;
  close(): Promise<void>;
}

const BUILD = join(import.meta.dirname, "../../../scripts/kubo/build.sh");

/** The path of the ipfs program, if scripts/kubo/build.sh has built it. */
export function kuboProgram(): string | undefined {
  try {
    return execFileSync("bash", [BUILD, "path"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

/** The text of a `swarm.key` file: only nodes with the same can talk to each other. */
export const swarmKeyOf = (key: Uint8Array): string =>
  `/key/swarm/psk/1.0.0/\n/base16/\n${Buffer.from(key).toString("hex")}\n`;

export interface KuboNodeOptions {
  readonly program: string;
  readonly name: string;
  /** Text of its `swarm.key`; a node without one would be in the public swarm, were there a way out. */
  readonly swarmKey?: string;
  /** Whether it checks its own reads. */
  readonly hashOnRead?: boolean;
}

/** A fresh node on loopback in the private swarm of a key, not started. */
export async function createKuboNode({
  program,
  name,
  swarmKey,
  hashOnRead = true,
}: KuboNodeOptions): Promise<KuboNode> {
  const folder = mkdtempSync(join(tmpdir(), `sealane-kubo-${name}-`));
  const token = `token of ${name}`.replaceAll(" ", "-");
  const env = { PATH: process.env["PATH"], HOME: folder, IPFS_PATH: folder, IPFS_TELEMETRY: "off" };
  execFileSync(program, ["init", "--profile=test,unixfs-v1-2025"], { env, stdio: "ignore" });
  if (swarmKey) writeFileSync(join(folder, "swarm.key"), swarmKey, { mode: 0o600 });
  const [api, swarm] = [await freePort(), await freePort()];
  const peerId = configure(join(folder, "config"), { api, swarm, token, hashOnRead });
  const url = `http://127.0.0.1:${api}`;
  let daemon: ChildProcess | undefined;

  const kill = async (): Promise<void> => {
    if (daemon?.exitCode !== null || daemon.signalCode !== null) return;
    daemon.kill("SIGKILL");
    await once(daemon, "exit");
  };
  return {
    url,
    token,
    address: `/ip4/127.0.0.1/tcp/${swarm}/p2p/${peerId}`,
    start: async () => {
      daemon = spawn(program, ["daemon"], {
        env: { ...env, LIBP2P_FORCE_PNET: swarmKey ? "1" : "0" },
        stdio: ["ignore", "pipe", "ignore"],
      });
      await ready(daemon);
    },
    kill,
    call: async (command, params = {}, bearer = token) => {
      const headers = { authorization: `Bearer ${bearer}` };
      const address = `${url}/api/v0/${command}?${new URLSearchParams(params)}`;
      const answer = await fetch(address, { method: "POST", headers, signal: AbortSignal.timeout(60_000) });
      return { status: answer.status, text: await answer.text() };
    },
    damage: (cid, byte) => {
      const key = base32upper.baseEncode(CID.parse(cid).multihash.bytes);
      const path = join(folder, "blocks", key.slice(-3, -1), `${key}.data`);
      const bytes = readFileSync(path);
      bytes[byte] = (bytes[byte] ?? 0) ^ 1;
      chmodSync(path, 0o600);
      writeFileSync(path, bytes);
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Settings {
  readonly api: number;
  readonly swarm: number;
  readonly token: string;
  readonly hashOnRead: boolean;
}

/** Settings of a node in a private swarm (reads checked, no routing, mesh only); returns its peer id. */
function configure(path: string, { api, swarm, token, hashOnRead }: Settings): string {
  const config = JSON.parse(readFileSync(path, "utf8"));
  config.Addresses = {
    ...config.Addresses,
    API: `/ip4/127.0.0.1/tcp/${api}`,
    Gateway: [],
    Swarm: [`/ip4/127.0.0.1/tcp/${swarm}`],
  };
  config.API = {
    ...config.API,
    Authorizations: { gateway: { AuthSecret: `bearer:${token}`, AllowedPaths: ["/api/v0"] } },
  };
  config.Routing = { ...config.Routing, Type: "none" };
  config.Datastore.HashOnRead = hashOnRead;
  config.Swarm.Transports = {
    ...config.Swarm.Transports,
    Network: { ...config.Swarm.Transports?.Network, Websocket: false },
  };
  writeFileSync(path, JSON.stringify(config));
  return config.Identity.PeerID as string;
}

/** Reads on after it is ready: a daemon whose output nobody takes would end. */
function ready(daemon: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    daemon.stdout?.on("data", (chunk) => {
      said += chunk;
      if (said.includes("Daemon is ready")) resolve();
    });
    daemon.once("exit", () => reject(new Error(`The Kubo daemon ended: ${said}`)));
  });
}
