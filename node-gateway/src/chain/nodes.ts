import { GatewayError } from "../errors.ts";
import type { NodeHealth } from "./chain.ts";
import { askNode, type RpcAnswer } from "./json-rpc.ts";

/** The nodes of one chain, asked one after the other until one answers. */
export interface Nodes {
  /** Asks the node that answered last, then the others. `retry` says of an answer that another node may know better. */
  ask(method: string, params: readonly unknown[], retry?: (answer: RpcAnswer) => boolean): Promise<RpcAnswer>;
  /** Asks one node; its health is noted. @throws CHAIN_UNAVAILABLE */
  askOne(index: number, method: string, params: readonly unknown[]): Promise<RpcAnswer>;
  /** From now on this node is asked first. */
  prefer(index: number): void;
  readonly preferred: () => number;
  readonly count: number;
  health(): NodeHealth[];
}

const TIMEOUT_MS = 10_000;
/** A receipt of a queued transaction may take a node up to 30 s to deny. */
const TIMEOUTS_MS: Readonly<Record<string, number>> = { eth_getTransactionReceipt: 35_000, eth_getLogs: 30_000 };

export function createNodes(urls: readonly string[], timeoutMs: number = TIMEOUT_MS): Nodes {
  const isUp = urls.map(() => true);
  let first = 0;
  const askOne: Nodes["askOne"] = async (index, method, params) => {
    const limit = Math.max(timeoutMs, TIMEOUTS_MS[method] ?? 0);
    try {
      const answer = await askNode(urls[index] as string, { method, params, timeoutMs: limit });
      isUp[index] = true;
      return answer;
    } catch (cause) {
      isUp[index] = false;
      throw cause;
    }
  };
  const ask: Nodes["ask"] = async (method, params, retry = () => false) => {
    let last: RpcAnswer | undefined;
    for (const index of order(first, urls.length)) {
      const answer = await askOne(index, method, params).catch(() => undefined);
      if (answer === undefined) continue;
      if (last === undefined) first = index;
      last = answer;
      if (!retry(answer)) return answer;
    }
    if (last) return last;
    throw new GatewayError("CHAIN_UNAVAILABLE", `No node of the chain answered ${method}.`);
  };
  return {
    ask,
    askOne,
    prefer: (index) => {
      first = index;
    },
    preferred: () => first,
    count: urls.length,
    health: () => urls.map((url, index) => ({ url: new URL(url).host, isUp: isUp[index] === true })),
  };
}

const order = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => (first + i) % count);
