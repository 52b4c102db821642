import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interface } from "ethers";
import type { Chain } from "../../../../node-gateway/src/chain/chain.ts";
import { createJsonRpcChain } from "../../../../node-gateway/src/chain/json-rpc-chain.ts";
import { type LocalChain, startLocalChain } from "../../../../scripts/local-chain.ts";

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
  let local: LocalChain | undefined;
  let chain: Chain | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sealane-deploy-"));
    local = await startLocalChain({ blockSeconds });
    chain = createJsonRpcChain({ urls: [local.rpcUrl] });
  });
  after(async () => {
    await local?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get rpcUrl() {
      return (local as LocalChain).rpcUrl;
    },
    get chain() {
      return chain as Chain;
    },
    path: (name) => join(folder, name),
    ask: (method, params) => (local as LocalChain).rpc(method, ...params),
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
