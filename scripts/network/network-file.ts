import { readFileSync } from "node:fs";
import { isJsonObject, type Json, parseJson } from "@sealane/sdk";
import { permissionsOf, staticNodesOf } from "./besu-config.ts";
import { genesisOf } from "./genesis.ts";
import { inOrder, judgeNode, type NodeFile } from "./node-file.ts";

/** All that a chain follows from: `network.json`. Nothing in it is secret. */
export interface NetworkFile {
  readonly type: "sealane-network/1";
  readonly chainId: number;
  readonly blockSeconds: number;
  /** 0x: accounts beside the members' that may send transactions. */
  readonly accounts: readonly string[];
  /** In the order of their numbers. */
  readonly members: readonly NodeFile[];
}

const COMMON = ["genesis.json", "static-nodes.json", "permissions_config.toml"] as const;

/** The files that are the same at every node, to the byte. */
export function commonFilesOf(network: NetworkFile): Readonly<Record<(typeof COMMON)[number], string>> {
  const { chainId, blockSeconds, accounts, members } = network;
  const validators = members.map(({ address }) => address);
  return {
    "genesis.json": genesisOf({ chainId, blockSeconds, validators }),
    "static-nodes.json": staticNodesOf(members),
    "permissions_config.toml": permissionsOf(members, accounts),
  };
}

/**
 * The founder's `network.json`, every field judged: what follows from it is run.
 * @throws Error naming what is wrong.
 */
export function readNetworkFile(path: string): NetworkFile {
  const value = parseJson(readFileSync(path));
  const { type, chainId, blockSeconds, accounts, members, ...others } = isJsonObject(value) ? value : {};
  const isRight =
    type === "sealane-network/1" &&
    [chainId, blockSeconds].every((one) => Number.isSafeInteger(one) && Number(one) > 0) &&
    isList(accounts) &&
    accounts.every((one) => typeof one === "string" && /^0x[0-9a-f]{40}$/.test(one)) &&
    isList(members) &&
    Object.keys(others).length === 0;
  if (!isRight) throw new Error(`${path} is no network.json of npm run network.`);
  const judged = inOrder(members.map((member) => judgeNode(member, path)));
  return { ...(value as unknown as NetworkFile), members: judged };
}

const isList = (value: Json | undefined): value is Json[] => Array.isArray(value);
