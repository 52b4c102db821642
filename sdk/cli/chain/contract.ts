import { CliError } from "../errors.ts";
import { type Node, NodeFault } from "./node.ts";
import { SELECTORS } from "./signatures.ts";

/** A contract by the state after a block. */
export interface Contract {
  readonly node: Node;
  /** 0x and 40 hexadecimal characters. */
  readonly address: string;
  readonly block: number;
}

/** A 32-byte argument: a number, or hexadecimal that fills a word. */
export type Word = number | string;

const wordOf = (value: Word): string => (typeof value === "number" ? value.toString(16).padStart(64, "0") : value);

/**
 * The words that a view function answers, each 64 hexadecimal characters. Only fixed-size arguments.
 * @throws CliError CHAIN_UNAVAILABLE, also when there is no such contract or function.
 */
export async function callWords(
  { node, address, block }: Contract,
  signature: keyof typeof SELECTORS,
  args: readonly Word[],
): Promise<string[]> {
  const data = `${SELECTORS[signature]}${args.map(wordOf).join("")}`;
  try {
    const answer = String(await node.ask("eth_call", [{ to: address, data }, `0x${block.toString(16)}`]));
    const words = answer.slice(2).match(/[0-9a-f]{64}/g);
    if (words) return [...words];
  } catch (cause) {
    if (!(cause instanceof NodeFault)) throw cause;
  }
  throw new CliError(
    "CHAIN_UNAVAILABLE",
    `${node.host} does not answer for ${signature.split("(")[0]}; is the directory right?`,
  );
}

/** A word as a number; what does not fit is no number of these contracts. */
export const numberOfWord = (word: string | undefined): number => Number(`0x${word ?? "0"}`);
