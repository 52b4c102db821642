import { encodeRlp, keccak256, toBeHex } from "ethers";

/** Root of a trie without entries: Keccak-256 of the RLP of nothing. */
const EMPTY_TRIE = keccak256("0x80");
/** Keccak-256 of the RLP of an empty list: no uncles. */
const NO_UNCLES = keccak256("0xc0");
/** EIP-1559's initial base fee: `zeroBaseFee` begins with block 1. */
const FIRST_BASE_FEE = "0x3b9aca00";
const ZERO_HASH = `0x${"00".repeat(32)}`;

/** What a genesis file says of the first block's header. */
interface Genesis {
  readonly nonce: string;
  readonly timestamp: string;
  readonly gasLimit: string;
  readonly difficulty: string;
  readonly mixHash: string;
  readonly coinbase: string;
  readonly extraData: string;
}

/**
 * The hash of the first block that Besu makes of a genesis file, 0x: known before a node runs, to compare with what runs.
 * Of a chain with Cancun from the start and `zeroBaseFee` (EIP-1559, EIP-4788, EIP-4844, EIP-4895).
 * @param genesis Text of genesis.json. @param stateRoot 0x; that of a chain whose `alloc` is empty by default.
 */
export function genesisHashOf(genesis: string, stateRoot = EMPTY_TRIE): string {
  const { nonce, timestamp, gasLimit, difficulty, mixHash, coinbase, extraData } = JSON.parse(genesis) as Genesis;
  const zero = quantity("0x0");
  const header = [
    ...[ZERO_HASH, NO_UNCLES, coinbase, stateRoot, EMPTY_TRIE, EMPTY_TRIE, `0x${"00".repeat(256)}`],
    ...[quantity(difficulty), zero, quantity(gasLimit), zero, quantity(timestamp)],
    ...[extraData, mixHash, toBeHex(nonce, 8)],
    // Initial base fee, root of withdrawals, blob gas used and in excess, and the beacon chain's root, of which there is none.
    ...[quantity(FIRST_BASE_FEE), EMPTY_TRIE, zero, zero, ZERO_HASH],
  ];
  return keccak256(encodeRlp(header));
}

/** A number as RLP has it: without leading zeros, and 0 as nothing. */
const quantity = (value: string): string => (BigInt(value) === 0n ? "0x" : toBeHex(value));
