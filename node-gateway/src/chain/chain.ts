/** Bytes as 0x and lower-case hexadecimal, as the chain's JSON-RPC spells them. */
export type Hex0x = string;

export interface BlockHead {
  readonly number: number;
  /** Hex32. */
  readonly hash: string;
  readonly timeSeconds: number;
}

export interface ChainLog {
  /** 0x, lower case. */
  readonly address: Hex0x;
  readonly topics: readonly Hex0x[];
  readonly data: Hex0x;
  readonly blockNumber: number;
  /** Hex32. */
  readonly blockHash: string;
  readonly logIndex: number;
}

export interface Receipt {
  readonly succeeded: boolean;
  readonly blockNumber: number;
}

/** What came back from a call, or the data of its revert. */
export interface CallOutcome {
  readonly reverted: boolean;
  readonly data: Hex0x;
}

/** What a node said to a transaction: taken, known before, its nonce used up, or too far ahead of what the node takes. */
export type SendOutcome = "taken" | "known" | "nonceUsed" | "nonceTooDistant";

/** One node of the chain as this gateway sees it; the URL is shown without credentials, path and query. */
export interface NodeHealth {
  readonly url: string;
  readonly isUp: boolean;
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
  /** Runs a call without a transaction, by the state after a block (the latest by default). */
  call(call: { from?: Hex0x; to: Hex0x; data: Hex0x; gas?: number; block?: number }): Promise<CallOutcome>;
  /** Number of mined transactions of an account. */
  nonce(account: Hex0x): Promise<number>;
  code(address: Hex0x): Promise<Hex0x>;
  /**
   * Hands a signed transaction to one node, or to all; resending the same bytes is harmless.
   * @throws GatewayError CHAIN_REFUSED
   */
  send(raw: Hex0x, reach?: "one" | "all"): Promise<SendOutcome>;
  receipt(hash: Hex0x): Promise<Receipt | undefined>;
  /** Health of each node by its latest answers. */
  nodes(): NodeHealth[];
}
