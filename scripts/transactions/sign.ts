import { computeAddress, SigningKey, Transaction } from "ethers";
import type { Chain } from "../../node-gateway/src/chain/chain.ts";

/** What an account is to do, before it has a nonce. */
export interface Step {
  /** For people, and to tell the steps of one run apart. */
  readonly title: string;
  readonly gas: number;
  /** 0x; null deploys `data`. */
  readonly to: string | null;
  /** 0x. */
  readonly data: string;
}

/** A step that is signed: only these bytes are ever sent for it. */
export interface SignedStep {
  readonly title: string;
  readonly nonce: number;
  /** 0x. */
  readonly hash: string;
  /** 0x. */
  readonly raw: string;
}

/** 0x, lower case: the account of a private key (0x, 32 bytes). */
export const accountOf = (privateKey: string): string => computeAddress(privateKey).toLowerCase();

/** Signs steps with the account's next nonces, in the consortium's dialect: type 0, price 0, explicit gas. */
export async function signSteps(chain: Chain, privateKey: string, steps: readonly Step[]): Promise<SignedStep[]> {
  const key = new SigningKey(privateKey);
  const [chainId, first] = [await chain.chainId(), await chain.nonce(accountOf(privateKey))];
  return steps.map(({ title, gas, to, data }, index) => {
    const nonce = first + index;
    const transaction = Transaction.from({ type: 0, chainId, nonce, gasLimit: gas, gasPrice: 0, to, data, value: 0 });
    transaction.signature = key.sign(transaction.unsignedHash);
    return { title, nonce, hash: transaction.hash as string, raw: transaction.serialized };
  });
}
