import { hexOf, utf8Encode } from "../../src/index.ts";
import { type Contract, callWords } from "../chain/contract.ts";

/** What a consortium's directory lists. */
export const LISTED = [
  "MemberRegistry",
  "DocumentRegistry",
  "AgreementRegistry",
  "AccessRegistry",
  "QuantityLedger",
  "SelectionRegistry",
] as const;

export type Listed = (typeof LISTED)[number];

/** Where a directory says that its contracts are: 0x, lower case; without those that it lists nowhere. */
export async function listingOf(directory: Contract): Promise<Partial<Record<Listed, string>>> {
  const found: Partial<Record<Listed, string>> = {};
  for (const name of LISTED) {
    const word = hexOf(utf8Encode(name)).padEnd(64, "0");
    const [location = ""] = await callWords(directory, "locationOf(bytes32)", [word]).catch(() => [""]);
    const address = addressOfWord(location);
    if (address !== undefined) found[name] = address;
  }
  return found;
}

/** The address that a word holds, if it holds one. */
export const addressOfWord = (word: string): string | undefined =>
  /^0{24}(?!0{40})[0-9a-f]{40}$/.test(word) ? `0x${word.slice(24)}` : undefined;
