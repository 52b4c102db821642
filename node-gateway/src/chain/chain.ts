/** 0x-prefixed lower-case hexadecimal, as the chain's JSON-RPC spells it. */
export type Hex0x = string;

export interface BlockHead {
  readonly number: number;
  /** Hex32. */
  readonly hash: string;
  /** Hex32. */
  readonly parentHash: string;
  readonly timeSeconds: number;
}

export interface ChainLog {
  readonly address: Hex0x;
  readonly topics: readonly Hex0x[];
  readonly data: Hex0x;
  readonly blockNumber: number;
  /** Hex32. */
  readonly blockHash: string;
  readonly transactionHash: Hex0x;
  readonly logIndex: number;
}

export interface Receipt {
  readonly succeeded: boolean;
  readonly blockNumber: number;
}

/** What a node said to a transaction: taken, known before, its nonce used up, or too far ahead of what the node takes. */
export type SendOutcome = "taken" | "known" | "nonceUsed" | "nonceTooDistant";

/** The state of one node of the chain as this gateway sees it; the URL is shown without credentials. */
export interface NodeHealth {
  readonly url: string;
  readonly isUp: boolean;
  readonly failedSinceSeconds: number | null;
}

/**
 * The consortium's chain. Everything may throw CHAIN_UNAVAILABLE when no node answers.
 * Proven by test/behaviours/chain.ts; to add an engine, write an adapter and a row in that suite's table.
 */
export interface Chain {
  chainId(): Promise<number>;
  head(): Promise<BlockHead>;
  /** Undefined when the chain has no such block yet. */
  blockAt(number: number): Promise<BlockHead | undefined>;
  /** Events of these contracts in this range, both ends included, in the chain's order. */
  logs(range: { from: number; to: number; addresses: readonly Hex0x[] }): Promise<ChainLog[]>;
  /** @throws GatewayError CHAIN_REVERTED with the revert data as a {@link RevertError} when the call would revert. */
  call(call: { from?: Hex0x; to: Hex0x; data: Hex0x; block?: number }): Promise<Hex0x>;
  /** Number of mined transactions of an account. */
  nonce(account: Hex0x): Promise<number>;
  code(address: Hex0x): Promise<Hex0x>;
  /** Hands over a signed transaction; resending the same bytes is harmless. @throws CHAIN_REFUSED */
  send(raw: Hex0x): Promise<SendOutcome>;
  receipt(hash: Hex0x): Promise<Receipt | undefined>;
  /** Health of each node by its latest answers. */
  nodes(): NodeHealth[];
}
