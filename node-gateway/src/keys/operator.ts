import { Transaction, Wallet } from "ethers";
import type { Operator } from "./keys.ts";

/** An operator whose private key (0x, 32 bytes) is held in memory. */
export function createOperator(privateKey: string): Operator {
  const wallet = new Wallet(privateKey);
  return {
    address: wallet.address.toLowerCase(),
    signTransaction: async ({ chainId, nonce, gas, to, data }) => {
      const transaction = Transaction.from({ type: 0, chainId, nonce, gasLimit: gas, gasPrice: 0, to, data, value: 0 });
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
      return { raw: transaction.serialized, hash: transaction.hash as string };
    },
  };
}
