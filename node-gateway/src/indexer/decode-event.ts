import type { ChainLog } from "../chain/chain.ts";
import { documentRegistry, memberRegistry } from "../chain/interfaces.ts";
import type { Contracts } from "../chain/network.ts";

/** An event with its arguments by name: numbers as numbers, bytes as lower-case hexadecimal without 0x. */
export interface ChainEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, EventValue>>;
  readonly blockNumber: number;
  readonly logIndex: number;
}

export type EventValue = string | number | readonly EventValue[] | { readonly [name: string]: EventValue };

/** Reads a log of one of our contracts; undefined for an event this version does not know. */
export function decodeEvent(log: ChainLog, contracts: Contracts): ChainEvent | undefined {
  const source = log.address === contracts.memberRegistry ? memberRegistry : documentRegistry;
  const parsed = source.parseLog({ topics: [...log.topics], data: log.data });
  if (!parsed) return undefined;
  const args = parsed.args.toObject(true) as Record<string, unknown>;
  const plain = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, plainOf(value)]));
  return { name: parsed.name, args: plain, blockNumber: log.blockNumber, logIndex: log.logIndex };
}

function plainOf(value: unknown): EventValue {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") return /^0x[0-9a-fA-F]*$/.test(value) ? value.slice(2).toLowerCase() : value;
  if (Array.isArray(value)) return value.map(plainOf);
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, plainOf(inner)]));
}
