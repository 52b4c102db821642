import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A chain on this machine, for a newcomer and for tests: price 0, one block a second, state kept in a file. */
export interface LocalChain {
  readonly rpcUrl: string;
  readonly process: ChildProcess;
  /** Ends it after its state is written. */
  stop(): Promise<void>;
}

export interface LocalChainOptions {
  readonly port: number;
  /** File that keeps the state between runs; none for a chain that is forgotten. */
  readonly statePath?: string;
  readonly chainId?: number;
  readonly blockSeconds?: number;
}

const START_TIMEOUT_MS = 20_000;

/** Starts anvil, whose program comes in a package of its own for each platform. */
export async function startLocalChain({
  port,
  statePath,
  chainId = 20264,
  blockSeconds = 1,
}: LocalChainOptions): Promise<LocalChain> {
  const state = statePath === undefined ? [] : ["--state", statePath, "--state-interval", "2"];
  const options = ["--host", "127.0.0.1", "--port", port, "--chain-id", chainId, "--block-time", blockSeconds];
  const free = ["--gas-price", 0, "--block-base-fee-per-gas", 0, "--hardfork", "cancun", "--accounts", 1];
  const child = spawn(anvilProgram(), [...options, ...free, ...state].map(String), { stdio: "ignore" });
  const rpcUrl = `http://127.0.0.1:${port}`;
  await Promise.race([
    untilAnswers(rpcUrl),
    once(child, "exit").then(([code]) => {
      throw new Error(`The local chain ended at once (exit code ${code}); is port ${port} in use?`);
    }),
  ]);
  return { rpcUrl, process: child, stop: () => end(child) };
}

function anvilProgram(): string {
  const require = createRequire(import.meta.url);
  const platform = process.platform === "win32" ? "win32" : process.platform;
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const name = process.platform === "win32" ? "anvil.exe" : "anvil";
  return join(dirname(require.resolve(`@foundry-rs/anvil-${platform}-${arch}/package.json`)), "bin", name);
}

async function untilAnswers(rpcUrl: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  for (;;) {
    const answer = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`The local chain at ${rpcUrl} does not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
