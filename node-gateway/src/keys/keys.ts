import type { PrivateKey, Signer } from "@sealane/sdk";

/** Signs the digest of a transaction for the operator account. */
export interface Operator {
  /** 0x address, lower case. */
  readonly address: string;
  /** The raw signed legacy transaction, 0x. */
  signTransaction(transaction: LegacyTransaction): Promise<string>;
}

/** A type-0 transaction with price 0, as the consortium's dialect takes it. */
export interface LegacyTransaction {
  readonly chainId: number;
  readonly nonce: number;
  readonly gas: number;
  readonly to: string;
  readonly data: string;
}

/** What a member signs and opens with. */
export interface Keys {
  readonly operator: Operator;
  readonly statement: Signer;
  /** P-256 key to which content keys are wrapped. */
  readonly sealing: PrivateKey;
  /** The statement key's public half, for `addKey`. */
  readonly statementPublic: { readonly x: string; readonly y: string };
}

/** The consortium's tag keys by epoch; new tags use the latest. */
export interface TagKeys {
  readonly latestEpoch: number;
  readonly byEpoch: ReadonlyMap<number, Uint8Array>;
}
