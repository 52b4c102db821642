import { encodeBytes32String } from "ethers";
import { GatewayError } from "../errors.ts";
import type { Chain } from "./chain.ts";
import { directory as coder } from "./interfaces.ts";
import { CONTRACT_NAMES, type Contracts } from "./network.ts";

/**
 * Where the consortium's directory says its contracts are.
 * @throws GatewayError CHAIN_DIRECTORY_EMPTY when there is no directory or it lists one of them nowhere.
 */
export async function locateContracts(chain: Chain, directory: string): Promise<Contracts> {
  const located = Object.entries(CONTRACT_NAMES).map(async ([key, name]) => [
    key,
    await locationOf(chain, directory, name),
  ]);
  return Object.fromEntries(await Promise.all(located)) as Contracts;
}

async function locationOf(chain: Chain, directory: string, name: string): Promise<string> {
  const data = coder.encodeFunctionData("locationOf", [encodeBytes32String(name)]);
  const outcome = await chain.call({ to: directory, data });
  const address = outcome.reverted || outcome.data.length !== 66 ? "" : `0x${outcome.data.slice(26).toLowerCase()}`;
  if (/^0x(?!0{40})[0-9a-f]{40}$/.test(address)) return address;
  throw new GatewayError("CHAIN_DIRECTORY_EMPTY", `The directory does not list ${name}.`);
}
