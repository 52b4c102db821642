import { CliError } from "../errors.ts";
import type { Node } from "./node.ts";

/** An event as a node gives it. */
export interface Log {
  readonly topics: readonly string[];
  /** 0x and whole words. */
  readonly data: string;
  readonly blockNumber: string;
}

/**
 * What a node gives for a filter.
 * @throws CliError CHAIN_UNAVAILABLE for what are no logs; NodeFault.
 */
export async function askLogs(node: Node, filter: object): Promise<readonly Log[]> {
  const answer = await node.ask("eth_getLogs", [filter]);
  if (Array.isArray(answer) && answer.every(isLog)) return answer;
  throw new CliError("CHAIN_UNAVAILABLE", `${node.host} does not answer with events.`);
}

function isLog(value: unknown): value is Log {
  const { topics, data, blockNumber } = (value ?? {}) as Partial<Record<keyof Log, unknown>>;
  return Array.isArray(topics) && typeof data === "string" && typeof blockNumber === "string";
}
