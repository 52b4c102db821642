import type { Hex32 } from "@sealane/sdk";
import { accessRegistry } from "../chain/interfaces.ts";
import { bytes32 } from "../chain/terms.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { readCursor } from "../indexer/cursor.ts";

/** What the contract said of a grant, and after which block. */
export interface OpensNow {
  readonly isOpen: boolean;
  readonly block: number;
}

/**
 * Whether a grant opens papers of a kind, as the contract itself says at the head. What it does not say is not open.
 * @throws GatewayError CHAIN_UNAVAILABLE
 */
export async function opensNow(gateway: Gateway, grantId: Hex32, kindCode: number): Promise<OpensNow> {
  await catchUp(gateway);
  const { number: block } = await readCursor(gateway.database);
  const data = accessRegistry.encodeFunctionData("opens", [bytes32(grantId), kindCode]);
  const outcome = await gateway.chain.call({ to: gateway.contracts.accessRegistry, data, block });
  // A word that is 0 or 1 and nothing else: any other answer is not this contract's.
  const word = /^0x0{63}([01])$/.exec(outcome.data)?.[1];
  if (outcome.reverted || word === undefined) {
    throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes do not answer for the access registry.");
  }
  return { isOpen: word === "1", block };
}
