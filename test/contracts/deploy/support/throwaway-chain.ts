import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interface } from "ethers";
import type { Chain } from "../../../../node-gateway/src/chain/chain.ts";
import { createJsonRpcChain } from "../../../../node-gateway/src/chain/json-rpc-chain.ts";
import { startLocalChain } from "../../../../scripts/local-chain.ts";

/** A chain for one suite, with a folder for state files. */
export interface ThrowawayChain {
  readonly rpcUrl: string;
  readonly chain: Chain;
  /** A path in the suite's folder. */
  path(name: string): string;
  /** Asks the node itself. */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
}

/** The private key of a named actor; worth nothing anywhere. */
export const keyOf = (actor: string): string =>
  `0x${createHash("sha256").update(`sealane test account of ${actor}`).digest("hex")}`;

/** Starts a chain before the suite, with a block every `blockSeconds`, and ends it afterwards. */
export function useThrowawayChain(blockSeconds = 0.1): ThrowawayChain {
  let folder = "";
  let rpcUrl = "";
  let end = async (): Promise<void> => {};
  let chain: Chain | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sealane-deploy-"));
    const local = await startLocalChain({ port: await freePort(), blockSeconds });
    [rpcUrl, end] = [local.rpcUrl, local.stop];
    chain = createJsonRpcChain({ urls: [rpcUrl] });
  });
  after(async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get rpcUrl() {
      return rpcUrl;
    },
    get chain() {
      return chain as Chain;
    },
    path: (name) => join(folder, name),
    ask: async (method, params) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
      const response = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
      return ((await response.json()) as { result?: unknown }).result;
    },
  };
}

/** What a contract answers to a call; the name of its error when it reverts. */
export async function answerOf(
  chain: Chain,
  call: { abi: readonly object[]; to: string; from?: string; ask: [string, ...unknown[]] },
) {
  const coder = new Interface(call.abi);
  const [name, ...args] = call.ask;
  const from = call.from === undefined ? {} : { from: call.from };
  const { reverted, data } = await chain.call({ to: call.to, data: coder.encodeFunctionData(name, args), ...from });
  if (reverted) return coder.parseError(data)?.name ?? data;
  const result = coder.decodeFunctionResult(name, data);
  return result.length === 1 ? result[0] : result.toArray();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
