import type { ParamType } from "ethers";
import type { ChainLog } from "../chain/chain.ts";
import { INTERFACES } from "../chain/interfaces.ts";
import type { ContractName, Contracts } from "../chain/network.ts";

/**
 * An event with its arguments by name: numbers as numbers, quantities (uint128), which are larger, as decimal text,
 * booleans as they are, bytes as lower-case hexadecimal without 0x.
 */
export interface ChainEvent {
  /** Which contract said so. */
  readonly contract: ContractName;
  readonly name: string;
  readonly args: Readonly<Record<string, EventValue>>;
  readonly blockNumber: number;
  readonly logIndex: number;
}

export type EventValue = string | number | boolean | readonly EventValue[] | { readonly [name: string]: EventValue };

/** Reads a log of one of our contracts; undefined for another contract's, or an event this version does not know. */
export function decodeEvent(log: ChainLog, contracts: Contracts): ChainEvent | undefined {
  const contract = (Object.keys(contracts) as ContractName[]).find((name) => contracts[name] === log.address);
  const parsed = contract && INTERFACES[contract].parseLog({ topics: [...log.topics], data: log.data });
  if (!parsed) return undefined;
  const args = tupleOf(parsed.fragment.inputs, parsed.args);
  return { contract, name: parsed.name, args, blockNumber: log.blockNumber, logIndex: log.logIndex };
}

const tupleOf = (params: readonly ParamType[], values: ArrayLike<unknown>): Record<string, EventValue> =>
  Object.fromEntries(params.map((param, index) => [param.name, plainOf(param, values[index])]));

function plainOf(param: ParamType, value: unknown): EventValue {
  if (param.isArray()) return Array.from(value as ArrayLike<unknown>, (item) => plainOf(param.arrayChildren, item));
  if (param.isTuple()) return tupleOf(param.components, value as ArrayLike<unknown>);
  if (typeof value === "bigint") return param.type === "uint128" ? String(value) : Number(value);
  if (typeof value === "boolean") return value;
  return param.type === "string" ? String(value) : String(value).slice(2).toLowerCase();
}
