import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { initCommand } from "../member/init-command.ts";
import { makePrivateFolder, refuseThere, writeDerived, writeSecrets } from "./files.ts";
import { kuboConfigOf, makeKuboIdentity } from "./kubo.ts";
import type { NodeFile } from "./node-file.ts";
import { nodeIdentityOf } from "./node-identity.ts";
import { portsOf } from "./ports.ts";

export interface InitOptions {
  readonly folder: string;
  readonly name: string;
  readonly memberId: number;
  /** An IPv4 address at which the other members reach this machine. */
  readonly host: string;
  /** How far all ports are moved, for several members on one machine. */
  readonly portOffset: number;
  /** File of the consortium's tag keys; new ones are made without it. */
  readonly tagKeys?: string;
}

/**
 * Makes every key and secret of a member in its own folder, and `node.json`, the only file that leaves it.
 * @throws Error when keys are there already.
 */
export async function initMember(options: InitOptions): Promise<NodeFile> {
  const { folder, name, memberId, host, portOffset, tagKeys } = options;
  makePrivateFolder(folder);
  const ports = portsOf(portOffset);
  const nodeKey = drawNodeKey();
  const kubo = makeKuboIdentity();
  const passphrase = secret();
  const [postgresPassword, kuboToken, metricsToken] = [secret(), secret(), secret()];
  // The network between the two has no other way in, so the connection needs no certificate.
  const databaseUrl = `postgres://sealane:${postgresPassword}@postgres:5432/sealane?sslmode=disable`;
  const secrets = {
    "besu/node.key": nodeKey.text,
    "kubo/config.json": kuboConfigOf(kubo, kuboToken, { host, swarm: ports.kubo, rpc: ports.kuboRpc }),
    "secrets/keystore-passphrase": passphrase,
    "secrets/postgres-password": postgresPassword,
    "secrets/metrics-token": metricsToken,
    "secrets/database-url": databaseUrl,
    "secrets/gateway.json": jsonOf({ blobs: { token: kuboToken }, metricsToken }),
  };
  // Tag keys that cannot be read are found out before anything is written.
  refuseThere(folder, Object.keys(secrets));
  const init = { folder: join(folder, "gateway"), ...(tagKeys !== undefined && { "tag-keys": tagKeys }) };
  const { operator } = (await initCommand(init, { SEALANE_KEYSTORE_PASSPHRASE: passphrase })) as { operator: string };
  writeSecrets(folder, secrets);
  const { nodeId, address } = nodeKey.identity;
  const node: NodeFile = {
    type: "sealane-node/1",
    name,
    memberId,
    host,
    p2pPort: ports.p2p,
    kuboPort: ports.kubo,
    nodeId,
    address,
    operator: operator.toLowerCase(),
    peerId: kubo.peerId,
  };
  writeDerived(folder, { "node.json": jsonOf(node) });
  return node;
}

const jsonOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** 256 bits, which no program has to quote. */
const secret = (): string => randomBytes(32).toString("hex");

/** A key of secp256k1: of 2¹²⁸ draws one would be no key, which {@link nodeIdentityOf} would throw for. */
function drawNodeKey() {
  const text = `0x${randomBytes(32).toString("hex")}`;
  return { text, identity: nodeIdentityOf(text) };
}
