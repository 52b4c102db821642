import type { KeyUse, PrivateKey, PublicKey, Signer } from "@sealane/sdk";
import type { KeyRing } from "./key-ring.ts";

/** A type-0 transaction with price 0, as the consortium's dialect takes it. */
export interface LegacyTransaction {
  readonly chainId: number;
  readonly nonce: number;
  readonly gas: number;
  /** 0x. */
  readonly to: string;
  readonly data: string;
}

export interface SignedTransaction {
  /** 0x, to be broadcast as it is. */
  readonly raw: string;
  readonly hash: string;
}

/** The account that speaks for the member on the chain. */
export interface Operator {
  /** 0x, lower case. */
  readonly address: string;
  signTransaction(transaction: LegacyTransaction): Promise<SignedTransaction>;
}

/** What a member signs and opens with now; a rotation changes it while the gateway runs. */
export interface Keys {
  readonly operator: Operator;
  readonly statement: Signer;
  /** Public half of the statement key, for `addKey`. */
  readonly statementPublic: PublicKey;
  /** P-256 key to which content keys are wrapped. */
  readonly sealing: PrivateKey;
  /** The other sealing keys: what was wrapped for them is wrapped anew, and until then opens by them. */
  readonly olderSealing: readonly PrivateKey[];
  /** Signs the tokens of calls to other members' gateways. */
  readonly transport: Signer;
  /** Public half of the transport key, for `addKey`. */
  readonly transportPublic: PublicKey;
  /** All keys by use, of which those above are in use. */
  readonly rings: Readonly<Record<KeyUse, KeyRing>>;
}

/** The consortium's tag keys by epoch, 32 bytes each; new tags use the latest. */
export interface TagKeys {
  readonly latestEpoch: number;
  readonly byEpoch: ReadonlyMap<number, Uint8Array>;
}
