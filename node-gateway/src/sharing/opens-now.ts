import type { Hex32 } from "@sealane/sdk";
import { accessRegistry } from "../chain/interfaces.ts";
import { bytes32 } from "../chain/terms.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { readCursor } from "../indexer/cursor.ts";
import { findGrant } from "./grant-line.ts";

/** Whether a grant opens documents of a kind, and the block at which the contract said so. */
export interface OpenAnswer {
  readonly isOpen: boolean;
  readonly block: number;
}

/**
 * Asks the contract at the head whether a grant opens documents of a kind (code), after the index has caught up. While
 * the chain stands, its last block says so, but not beyond the grant's end.
 * @throws GatewayError CHAIN_UNAVAILABLE: without the chain nothing is opened.
 */
export async function opensNow(gateway: Gateway, grantId: Hex32, kindCode: number): Promise<OpenAnswer> {
  await catchUp(gateway);
  const { number } = await readCursor(gateway.database);
  const isOpen = await opensAt(gateway, { grantId, kindCode, block: number });
  return { isOpen: isOpen && !(await isOver(gateway, grantId)), block: number };
}

/** What is thrown where a grant does not open what it must. */
export const opensNothing = (): GatewayError =>
  new GatewayError("GRANT_NOT_EFFECTIVE", "The chain says that the grant opens nothing now.");

/** A chain that stands still tells the time of its last block for ever: a grant ends by this machine's clock too. */
async function isOver({ database, clock }: Gateway, grantId: Hex32): Promise<boolean> {
  const grant = await findGrant(database, grantId);
  return grant !== undefined && grant.valid_until_seconds <= clock();
}

/** The same by the state after a block. @throws GatewayError CHAIN_UNAVAILABLE, also where nodes no longer have its state. */
export async function opensAt(
  gateway: Gateway,
  { grantId, kindCode, block }: { readonly grantId: Hex32; readonly kindCode: number; readonly block: number },
): Promise<boolean> {
  const data = accessRegistry.encodeFunctionData("opens", [bytes32(grantId), kindCode]);
  const outcome = await gateway.chain.call({ to: gateway.contracts.accessRegistry, data, block });
  try {
    if (!outcome.reverted) return accessRegistry.decodeFunctionResult("opens", outcome.data)[0] === true;
  } catch {
    // Not what the contract answers; ethers says so with the bytes, which help nobody.
  }
  throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes do not answer for the access registry.");
}
