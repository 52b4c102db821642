import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { freePort } from "./free-port.ts";

/** A chain on this machine, for a newcomer and for tests: price 0, and state kept in a file where one is named. */
export interface LocalChain {
  readonly rpcUrl: string;
  readonly process: ChildProcess;
  /** Any JSON-RPC method, also the node's own. */
  rpc<T = unknown>(method: string, ...params: readonly unknown[]): Promise<T>;
  /** Ends it after its state is written. */
  stop(): Promise<void>;
}

export interface LocalChainOptions {
  /** A free one when it is not given. */
  readonly port?: number;
  /** File that keeps the state between runs; none for a chain that is forgotten. */
  readonly statePath?: string;
  /** Seconds between blocks, 1 by default; 0 for a block with each transaction. */
  readonly blockSeconds?: number;
}

export const LOCAL_CHAIN_ID = 20_264;
const START_TIMEOUT_MS = 20_000;

/** Starts anvil, whose program comes in a package of its own for each platform. */
export async function startLocalChain(options: LocalChainOptions = {}): Promise<LocalChain> {
  const { port = await freePort(), statePath, blockSeconds = 1 } = options;
  const place = ["--host", "127.0.0.1", "--port", port, "--chain-id", LOCAL_CHAIN_ID, "--accounts", 1];
  const free = ["--gas-price", 0, "--block-base-fee-per-gas", 0, "--hardfork", "cancun"];
  // A limit of its own in the first block: else two chains that start in one second would be one.
  const limit = ["--gas-limit", 30_000_000 + randomInt(1_000_000)];
  const pace = blockSeconds === 0 ? [] : ["--block-time", blockSeconds];
  const state = statePath === undefined ? [] : ["--state", statePath, "--state-interval", "2"];
  const child = spawn(anvilProgram(), [...place, ...free, ...limit, ...pace, ...state].map(String), {
    stdio: "ignore",
  });
  const rpcUrl = `http://127.0.0.1:${port}`;
  await Promise.race([
    untilAnswers(rpcUrl),
    once(child, "exit").then(([code]) => {
      throw new Error(`The local chain ended at once (exit code ${code}); is port ${port} in use?`);
    }),
  ]);
  return { rpcUrl, process: child, rpc: (method, ...params) => rpc(rpcUrl, method, params), stop: () => end(child) };
}

async function rpc<T>(rpcUrl: string, method: string, params: readonly unknown[]): Promise<T> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
  const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

function anvilProgram(): string {
  const require = createRequire(import.meta.url);
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const name = process.platform === "win32" ? "anvil.exe" : "anvil";
  return join(dirname(require.resolve(`@foundry-rs/anvil-${process.platform}-${arch}/package.json`)), "bin", name);
}

async function untilAnswers(rpcUrl: string): Promise<void> {
  const deadlineMs = performance.now() + START_TIMEOUT_MS;
  while (!(await rpc(rpcUrl, "eth_chainId", []).then(Boolean, () => false))) {
    if (performance.now() > deadlineMs) throw new Error(`The local chain at ${rpcUrl} does not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
