import { createHash } from "node:crypto";
import { type Contract, callWords } from "../../chain/contract.ts";
import { CONTRACT_CODES } from "../../chain/contract-codes.ts";
import { headOf, type Node } from "../../chain/node.ts";
import { type DoctorCheck, fault, ok } from "../check.ts";
import { ofEachNode } from "../each-node.ts";
import { addressOfWord, listingOf } from "../listing.ts";

type Coded = keyof typeof CONTRACT_CODES;

const WORD_BYTES = 32;
const FIX =
  "Use the version of Sealane that the consortium deployed, or ask it for its directory: these contracts are not those.";

const ofEachCode = ofEachNode("contract code", async (node, { directory = "" }) => {
  const block = (await headOf(node)).number;
  const places = await placesOf({ node, address: directory, block });
  const addresses = new Set(places.map(([, address]) => address));
  const other: string[] = [];
  for (const [name, address] of places) {
    if (!(await isOurs(node, { name, address, addresses }))) other.push(name);
  }
  return other.length === 0
    ? ok(`${places.map(([name]) => name).join(", ")} are as this version knows them.`)
    : fault(`Other code than this version knows: ${other.join(", ")}.`, FIX);
});

/** Whether each contract is the one that this version was built with, and refers to no other than those. */
export const CODE_CHECKS: readonly DoctorCheck[] = [
  { ...ofEachCode, run: async (patient) => (patient.directory === undefined ? undefined : ofEachCode.run(patient)) },
];

/** Each contract of a consortium with its address: the directory, its authority, and what it lists. */
async function placesOf(directory: Contract): Promise<[Coded, string][]> {
  const [word = ""] = await callWords(directory, "authority()", []);
  const listing = Object.entries(await listingOf(directory)) as [Coded, string][];
  return [["Directory", directory.address.toLowerCase()], ["AccessManager", addressOfWord(word) ?? "0x"], ...listing];
}

interface Place {
  readonly name: Coded;
  readonly address: string;
  /** What it may refer to. */
  readonly addresses: ReadonlySet<string>;
}

async function isOurs(node: Node, { name, address, addresses }: Place): Promise<boolean> {
  const { sha256, immutables } = CONTRACT_CODES[name];
  const code = Buffer.from(String(await node.ask("eth_getCode", [address, "latest"])).slice(2), "hex");
  for (const start of immutables) {
    const word = code.subarray(start, start + WORD_BYTES);
    if (!addresses.has(addressOfWord(word.toString("hex")) ?? "")) return false;
    word.fill(0);
  }
  return createHash("sha256").update(code).digest("hex") === sha256;
}
