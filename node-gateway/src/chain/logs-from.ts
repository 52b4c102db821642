import { GatewayError } from "../errors.ts";
import type { ChainLog, Hex0x } from "./chain.ts";
import type { Nodes } from "./nodes.ts";
import { hexOfNumber, readBlock, readLog } from "./readings.ts";

const MAX_WINDOW = 5_000;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly addresses: readonly Hex0x[];
}

/**
 * Events in a range, in windows of at most 5,000 blocks, each halved when a node refuses it.
 * @throws GatewayError CHAIN_UNAVAILABLE also when no node that answers has the last block of the range.
 */
export async function logsFrom(nodes: Nodes, range: Range): Promise<ChainLog[]> {
  const logs: ChainLog[] = [];
  let { from } = range;
  let window = MAX_WINDOW;
  while (from <= range.to) {
    const to = Math.min(range.to, from + window - 1);
    const part = await windowOf(nodes, { ...range, from, to });
    if (part === undefined) {
      if (window === 1) throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes refuse to give events.");
      window = Math.ceil(Math.min(window, to - from + 1) / 2);
      continue;
    }
    logs.push(...part);
    from = to + 1;
  }
  return logs;
}

/** Undefined when every node that has the blocks refuses the window. */
async function windowOf(nodes: Nodes, range: Range): Promise<ChainLog[] | undefined> {
  const { from, to, addresses } = range;
  let refused = false;
  for (let i = 0, index = nodes.preferred(); i < nodes.count; i++, index = (index + 1) % nodes.count) {
    // A node that is behind answers with fewer events and no error: it must first show that it has the last block.
    if (!(await hasBlock(nodes, index, to))) continue;
    const filter = { address: addresses, fromBlock: hexOfNumber(from), toBlock: hexOfNumber(to) };
    const answer = await nodes.askOne(index, "eth_getLogs", [filter]).catch(() => undefined);
    const logs = answer && "result" in answer ? logsIn(answer.result, range) : undefined;
    if (logs) return eachOnce(logs.sort(inOrder));
    refused ||= answer !== undefined && "fault" in answer;
  }
  if (refused) return undefined;
  throw new GatewayError("CHAIN_UNAVAILABLE", "No node of the chain gives the events of the blocks.");
}

/** The events of an answer; undefined when one cannot be read or was not asked for: such a node is not believed at all. */
function logsIn(result: unknown, { from, to, addresses }: Range): ChainLog[] | undefined {
  try {
    const logs = Array.isArray(result) ? result.map(readLog) : undefined;
    const isAsked = ({ address, blockNumber }: ChainLog): boolean =>
      addresses.some((one) => one.toLowerCase() === address) && blockNumber >= from && blockNumber <= to;
    return logs?.every(isAsked) ? logs : undefined;
  } catch {
    return undefined;
  }
}

async function hasBlock(nodes: Nodes, index: number, number: number): Promise<boolean> {
  const params = [hexOfNumber(number), false];
  const answer = await nodes.askOne(index, "eth_getBlockByNumber", params).catch(() => undefined);
  if (answer === undefined || !("result" in answer) || answer.result === null) return false;
  try {
    return readBlock(answer.result).number === number;
  } catch {
    return false;
  }
}

const inOrder = (a: ChainLog, b: ChainLog): number => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex;

/** A node that was killed while it wrote a block down may give that block's events twice. */
const eachOnce = (logs: readonly ChainLog[]): ChainLog[] =>
  logs.filter((log, i) => i === 0 || inOrder(logs[i - 1] as ChainLog, log) !== 0);
