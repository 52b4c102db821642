import { GatewayError } from "../errors.ts";
import type { BlockHead, ChainLog, Receipt } from "./chain.ts";

/** A JSON-RPC quantity. @throws GatewayError CHAIN_UNAVAILABLE when it is none: a node that answers so is broken. */
export function numberOf(value: unknown): number {
  const number = typeof value === "string" && /^0x[0-9a-f]+$/i.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw broken();
  return number;
}

export const hexOfNumber = (number: number): string => `0x${number.toString(16)}`;

/** Hex32 of 0x-prefixed 32 bytes. */
export function hex32Of(value: unknown): string {
  if (typeof value !== "string" || !/^0x[0-9a-f]{64}$/i.test(value)) throw broken();
  return value.slice(2).toLowerCase();
}

/** Whether a value is 0x and whole bytes. */
export const isBytes = (value: unknown): value is string =>
  typeof value === "string" && /^0x(?:[0-9a-f]{2})*$/i.test(value);

export function bytesOf(value: unknown): string {
  if (isBytes(value)) return value;
  throw broken();
}

export function readBlock(value: unknown): BlockHead {
  const { number, hash, timestamp } = fieldsOf(value);
  return { number: numberOf(number), hash: hex32Of(hash), timeSeconds: numberOf(timestamp) };
}

export function readReceipt(value: unknown): Receipt {
  const { status, blockNumber } = fieldsOf(value);
  return { succeeded: numberOf(status) === 1, blockNumber: numberOf(blockNumber) };
}

export function readLog(value: unknown): ChainLog {
  const { address, topics, data, blockNumber, blockHash, logIndex } = fieldsOf(value);
  if (!Array.isArray(topics) || typeof data !== "string") throw broken();
  return {
    address: String(address).toLowerCase(),
    topics: topics.map(String),
    data,
    blockNumber: numberOf(blockNumber),
    blockHash: hex32Of(blockHash),
    logIndex: numberOf(logIndex),
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw broken();
  return value as Record<string, unknown>;
}

const broken = (): GatewayError =>
  new GatewayError("CHAIN_UNAVAILABLE", "A node of the chain gives answers of the wrong shape.");
