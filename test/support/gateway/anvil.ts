import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

/** A chain for tests. It mines a block for each transaction, unless told to stop. */
export interface Anvil {
  readonly rpcUrl: string;
  /** Any JSON-RPC method, also anvil's own. */
  rpc<T = unknown>(method: string, ...params: unknown[]): Promise<T>;
  stop(): Promise<void>;
}

export const CHAIN_ID = 20_264;

/** Starts anvil on a free port of the loopback. */
export async function startAnvil(options: readonly string[] = []): Promise<Anvil> {
  const port = await freePort();
  const fixed = ["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(CHAIN_ID), "--accounts", "1"];
  const free = ["--gas-price", "0", "--block-base-fee-per-gas", "0", "--hardfork", "cancun", "--silent"];
  const child = spawn(anvilProgram(), [...fixed, ...free, ...options], { stdio: "ignore" });
  const rpcUrl = `http://127.0.0.1:${port}`;
  const rpc = async <T>(method: string, ...params: unknown[]): Promise<T> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
    const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
    if (error) throw new Error(error.message);
    return result;
  };
  await untilAnswers(() => rpc("eth_chainId"), child);
  return { rpcUrl, rpc, stop: () => end(child) };
}

/** A TCP port of the loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

function anvilProgram(): string {
  const require = createRequire(import.meta.url);
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const manifest = require.resolve(`@foundry-rs/anvil-${process.platform}-${arch}/package.json`);
  return join(dirname(manifest), "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
}

async function untilAnswers(ask: () => Promise<unknown>, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (child.exitCode !== null) throw new Error(`anvil ended at once (exit code ${child.exitCode})`);
    if (await ask().then(Boolean, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("anvil does not answer");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
