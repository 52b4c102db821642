import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { computeAddress } from "ethers";
import { faultTolerance, quorum, refuseFewValidators } from "./fault-tolerance.ts";
import { makePrivateFolder, writeDerived, writeSecrets } from "./files.ts";
import { genesisHashOf } from "./genesis-hash.ts";
import { swarmKeyOf } from "./kubo.ts";
import { commonFilesOf, type NetworkFile } from "./network-file.ts";
import { inOrder, type NodeFile } from "./node-file.ts";

export interface AssembleOptions {
  readonly folder: string;
  readonly chainId: number;
  readonly blockSeconds: number;
  /** 0x: accounts that deploy and enrol; one is made in `deployer.key` when there is none. */
  readonly deployers: readonly string[];
  readonly isUnsafe: boolean;
}

/** What a consortium bears. */
export interface Assembled {
  readonly validators: number;
  readonly mayFail: number;
  readonly sealEachBlock: number;
  readonly deployers: readonly string[];
  /** 0x: what every node must answer for block 0. */
  readonly genesisHash: string;
}

/**
 * Writes the first block and the lists that follow from the members' public files, and the key of Kubo's swarm. The same
 * members, chain id and accounts give the same bytes; keys that are there stay.
 * @throws Error for too few validators, two members that share a key or place, and a folder of another network.
 */
export function assemble(nodes: readonly NodeFile[], options: AssembleOptions): Assembled {
  const { folder, chainId, blockSeconds, isUnsafe } = options;
  refuseFewValidators(nodes.length, isUnsafe);
  const members = inOrder(nodes);
  makePrivateFolder(folder);
  const accounts = options.deployers.length > 0 ? [...options.deployers].sort() : [deployerOf(folder)];
  const network: NetworkFile = { type: "sealane-network/1", chainId, blockSeconds, accounts, members };
  const common = commonFilesOf(network);
  writeDerived(folder, { "network.json": `${JSON.stringify(network, null, 2)}\n`, ...common });
  if (!existsSync(join(folder, "swarm.key"))) writeSecrets(folder, { "swarm.key": swarmKeyOf(randomBytes(32)) });
  const validators = members.length;
  return {
    validators,
    mayFail: faultTolerance(validators),
    sealEachBlock: quorum(validators),
    deployers: accounts,
    genesisHash: genesisHashOf(common["genesis.json"]),
  };
}

/** The account that deploys the contracts and admits members until governance takes over. */
function deployerOf(folder: string): string {
  const path = join(folder, "deployer.key");
  if (!existsSync(path)) writeSecrets(folder, { "deployer.key": `0x${randomBytes(32).toString("hex")}` });
  return computeAddress(readFileSync(path, "utf8").trim()).toLowerCase();
}
