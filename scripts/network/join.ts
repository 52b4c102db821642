import { existsSync, readFileSync } from "node:fs";
import { join as pathOf } from "node:path";
import { besuConfigOf } from "./besu-config.ts";
import { makePrivateFolder, writeDerived, writeSettings } from "./files.ts";
import { gatewayEnvironmentOf, prometheusOf } from "./gateway-settings.ts";
import { genesisHashOf } from "./genesis-hash.ts";
import { kuboStartOf } from "./kubo.ts";
import { commonFilesOf, readNetworkFile } from "./network-file.ts";
import { readNodeFile } from "./node-file.ts";
import { offsetOf, portsOf } from "./ports.ts";

const COMPOSE = pathOf(import.meta.dirname, "../../deploy/compose.yaml");
const SWARM_KEY = "swarm.key";
/** What a container could only make as root. */
const DATA_FOLDERS = ["besu/data", "kubo/repo", "postgres/data", "gateway/data", "prometheus/data"];
const PRIVATE_FILE = 0o600;

export interface JoinOptions {
  /** The member's own, with its keys. */
  readonly folder: string;
  /** The one that `assemble` wrote, as it came from the founder. */
  readonly networkFolder: string;
}

/**
 * Puts into a member's folder what its Besu, Kubo, gateway and Prometheus start from. The first block and the lists are
 * computed here from `network.json`, and must equal the founder's.
 * @returns What every node must answer for block 0, 0x.
 * @throws Error when this member is not in the network as its own file says, or a file is not what follows.
 */
export function join({ folder, networkFolder }: JoinOptions): { readonly genesisHash: string } {
  const self = readNodeFile(pathOf(folder, "node.json"));
  const network = readNetworkFile(pathOf(networkFolder, "network.json"));
  const listed = network.members.find(({ memberId }) => memberId === self.memberId);
  if (JSON.stringify(listed) !== JSON.stringify(self)) {
    throw new Error(`network.json does not have member ${self.memberId} as ${pathOf(folder, "node.json")} says.`);
  }
  const common = commonFilesOf(network);
  for (const [name, text] of Object.entries(common)) refuseOther(pathOf(networkFolder, name), text);
  const swarmKey = readFileSync(pathOf(networkFolder, SWARM_KEY), "utf8");
  const ports = portsOf(offsetOf(self.p2pPort));
  const besu = { rpcPort: ports.rpc, metricsPort: ports.besuMetrics, validators: network.members.length };
  writeDerived(pathOf(folder, "besu"), { ...common, "config.toml": besuConfigOf(self, besu) });
  writeDerived(pathOf(folder, "kubo"), { [SWARM_KEY]: swarmKey }, PRIVATE_FILE);
  writeDerived(pathOf(folder, "kubo"), { "start.sh": kuboStartOf(self, network.members) }, 0o755);
  for (const name of DATA_FOLDERS) makePrivateFolder(pathOf(folder, name));
  writeDerived(folder, { "prometheus.yml": prometheusOf(), "compose.yaml": readFileSync(COMPOSE, "utf8") });
  writeSettings(folder, gatewayEnvironmentOf(self, { chainId: network.chainId, ports }));
  return { genesisHash: genesisHashOf(common["genesis.json"]) };
}

function refuseOther(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  throw new Error(`${path} is not what follows from network.json; ask the founder for all files of one run.`);
}
