/** Which chain and which contracts: what every proof is bound to. */
export interface Network {
  readonly chainId: number;
  /** Hex32. */
  readonly genesisHash: string;
  /** 0x address, lower case. */
  readonly directory: string;
}

/** Addresses found through the directory, 0x, lower case. */
export interface Contracts {
  readonly memberRegistry: string;
  readonly documentRegistry: string;
}
