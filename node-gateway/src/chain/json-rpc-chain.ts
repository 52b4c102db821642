import { GatewayError } from "../errors.ts";
import { callOn } from "./call-on.ts";
import type { BlockHead, Chain } from "./chain.ts";
import type { RpcAnswer } from "./json-rpc.ts";
import { logsFrom } from "./logs-from.ts";
import { createNodes, type Nodes } from "./nodes.ts";
import { bytesOf, hexOfNumber, numberOf, readBlock, readReceipt } from "./readings.ts";
import { sendTo } from "./send-to.ts";

export interface JsonRpcChainOptions {
  readonly urls: readonly string[];
  readonly timeoutMs?: number;
  /** A head that has not moved for so long makes the other nodes be asked; 10 s by default. */
  readonly staleMs?: number;
}

/** The chain behind one or several nodes that speak the consortium's dialect of JSON-RPC. */
export function createJsonRpcChain({ urls, timeoutMs, staleMs = 10_000 }: JsonRpcChainOptions): Chain {
  const nodes = createNodes(urls, timeoutMs);
  const read = async <T>(method: string, params: readonly unknown[], as: (result: unknown) => T): Promise<T> =>
    as(resultOf(method, await nodes.ask(method, params, isNot(as))));
  const find = async <T>(method: string, params: readonly unknown[], as: (result: unknown) => T) => {
    const answer = await nodes.ask(method, params, isNot(as));
    return "result" in answer && answer.result !== null ? as(answer.result) : undefined;
  };
  const head = createHead(nodes, staleMs);
  return {
    head,
    chainId: () => read("eth_chainId", [], numberOf),
    blockAt: (number) => find("eth_getBlockByNumber", [hexOfNumber(number), false], readBlock),
    nonce: (account) => read("eth_getTransactionCount", [account, "latest"], numberOf),
    code: (address) => read("eth_getCode", [address, "latest"], bytesOf),
    receipt: (hash) => find("eth_getTransactionReceipt", [hash], readReceipt),
    logs: (range) => logsFrom(nodes, range),
    call: (call) => callOn(nodes, call),
    send: (raw, reach = "one") => sendTo(nodes, raw, reach),
    nodes: nodes.health,
  };
}

/** Whether another node may know better: this one has a fault, no result, or one that cannot be read so. */
const isNot =
  (as: (result: unknown) => unknown) =>
  (answer: RpcAnswer): boolean => {
    if (!("result" in answer)) return true;
    try {
      as(answer.result);
      return false;
    } catch {
      return true;
    }
  };

function resultOf(method: string, answer: RpcAnswer): unknown {
  if ("result" in answer) return answer.result;
  throw new GatewayError("CHAIN_UNAVAILABLE", `The chain's nodes refuse ${method}.`);
}

/** The preferred node's head. A node that is cut off still answers, so one whose head stands still is compared. */
function createHead(nodes: Nodes, staleMs: number): () => Promise<BlockHead> {
  let highest = -1;
  let movedMs = performance.now();
  return async () => {
    const answer = await nodes.ask("eth_getBlockByNumber", ["latest", false], isNot(readBlock));
    let head = readBlock(resultOf("eth_getBlockByNumber", answer));
    if (head.number <= highest && performance.now() - movedMs > staleMs && nodes.count > 1) {
      head = (await highestHead(nodes)) ?? head;
      movedMs = performance.now();
    }
    if (head.number > highest) [highest, movedMs] = [head.number, performance.now()];
    return head;
  };
}

async function highestHead(nodes: Nodes): Promise<BlockHead | undefined> {
  let best: BlockHead | undefined;
  for (let index = 0; index < nodes.count; index++) {
    const answer = await nodes.askOne(index, "eth_getBlockByNumber", ["latest", false]).catch(() => undefined);
    if (!answer || !("result" in answer) || isNot(readBlock)(answer)) continue;
    const head = readBlock(answer.result);
    if (best === undefined || head.number > best.number) {
      best = head;
      nodes.prefer(index);
    }
  }
  return best;
}
