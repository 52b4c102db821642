import type { Hex32 } from "../../src/index.ts";
import { type Contract, numberOfWord } from "./contract.ts";
import { askLogs } from "./logs.ts";
import { TOPICS } from "./signatures.ts";

const ANCHORED = TOPICS["BatchAnchored(uint32,bytes32,(bytes32,uint16,bytes32,bytes32)[])"];
/** Place of the entries and their number come first; an entry is four words, its document's id the first. */
const HEAD_WORDS = 2;
const ENTRY_WORDS = 4;

/** A member's batch, and the block in which the contract says that it was anchored. */
export interface NamedBatch {
  readonly memberId: number;
  readonly root: Hex32;
  readonly blockNumber: number;
}

/**
 * Whether a batch holds a document, as its event says. For documents whose statement is not at hand: without its kind
 * and tags nobody can follow a path from it to the root.
 * @throws CliError CHAIN_UNAVAILABLE; NodeFault.
 */
export async function holds(registry: Contract, batch: NamedBatch, documentId: Hex32): Promise<boolean> {
  const { node, address } = registry;
  const at = `0x${batch.blockNumber.toString(16)}`;
  const topics = [ANCHORED, `0x${batch.memberId.toString(16).padStart(64, "0")}`, `0x${batch.root}`];
  const filter = { address, topics, fromBlock: at, toBlock: at };
  return (await askLogs(node, filter)).some(({ data }) => {
    const words = data.slice(2).match(/.{64}/g) ?? [];
    const count = numberOfWord(words[1]);
    return words.some((word, at) => word === documentId && isEntryStart(at - HEAD_WORDS, count));
  });
}

const isEntryStart = (place: number, count: number): boolean =>
  place >= 0 && place % ENTRY_WORDS === 0 && place / ENTRY_WORDS < count;
