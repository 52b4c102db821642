import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { base64urlOf } from "@sealane/sdk";
import type { Chain } from "../../../node-gateway/src/chain/chain.ts";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import type { Gateway, Log } from "../../../node-gateway/src/gateway.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { writeKeystore } from "../../../node-gateway/src/keys/keystore.ts";
import { makeSecrets } from "../../../node-gateway/src/keys/make-secrets.ts";
import { createOperator } from "../../../node-gateway/src/keys/operator.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { sendTick } from "../../../node-gateway/src/outbox/send-tick.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { seededBytes } from "../seeded.ts";
import { ACTORS, type ActorName } from "./actors.ts";
import { CHAIN_ID } from "./anvil.ts";
import { type Clock, createClock } from "./clock.ts";
import type { TestNetwork } from "./network.ts";
import { databaseUrlOf } from "./postgres.ts";

/** A member's gateway in this process, driven by hand. */
export interface TestMember {
  readonly gateway: Gateway;
  readonly clock: Clock;
  /** Rounds of sender and indexer until nothing waits. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface MemberOptions {
  /** Wraps the chain, to let it fail. */
  readonly wrapChain?: (chain: Chain) => Chain;
  /** Hears everything that is logged; silence by default. */
  readonly log?: Log;
  /** Where blobs are; files by default. */
  readonly blobs?: { readonly url: string; readonly token: string };
}

export const PASSPHRASE = "a passphrase for tests";
const TAG_KEYS = { "1": base64urlOf(seededBytes("the consortium's tag key")(32)) };
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** Where a member of a network keeps its data and its keystore. */
export const pathsOf = (network: TestNetwork, name: ActorName) => ({
  dataDir: join(network.folder, name),
  keystorePath: join(network.folder, `${name}.keystore.json`),
});

/** Makes keys for an actor and has the consortium admit it. */
export async function admit(network: TestNetwork, name: ActorName): Promise<void> {
  const secrets = makeSecrets(TAG_KEYS);
  const { dataDir, keystorePath } = pathsOf(network, name);
  await mkdir(dataDir, { recursive: true });
  await writeKeystore(keystorePath, secrets, PASSPHRASE);
  await network.enrol(name, createOperator(secrets.operatorKey).address);
}

/** Opens an admitted actor's gateway. */
export async function openMember(
  network: TestNetwork,
  name: ActorName,
  options: MemberOptions = {},
): Promise<TestMember> {
  const chain = createJsonRpcChain({ urls: [network.anvil.rpcUrl] });
  const clock = createClock((await chain.head()).timeSeconds);
  const { gateway, close } = await openGateway({
    memberId: ACTORS[name].memberId,
    ...pathsOf(network, name),
    rpcUrls: [network.anvil.rpcUrl],
    chainId: CHAIN_ID,
    directory: network.deployment.directory,
    passphrase: PASSPHRASE,
    databaseUrl: databaseUrlOf(pathsOf(network, name).dataDir),
    ...(options.blobs && { blobs: options.blobs }),
    log: options.log ?? SILENT,
    clock: clock.now,
    chain: options.wrapChain?.(chain) ?? chain,
  });
  return { gateway, clock, close, settle: () => settle(gateway) };
}

/** Admits an actor, opens its gateway and publishes its keys. */
export async function makeGateway(
  network: TestNetwork,
  name: ActorName,
  options: MemberOptions = {},
): Promise<TestMember> {
  await admit(network, name);
  const member = await openMember(network, name, options);
  await publishKeys(member);
  return member;
}

async function publishKeys({ gateway, settle: untilSettled }: TestMember): Promise<void> {
  const from = (await gateway.chain.head()).timeSeconds - 1000;
  const period = { validFromSeconds: from, validUntilSeconds: from + 100_000_000 };
  const { statementPublic, sealing, transportPublic } = gateway.keys;
  const keys = [
    { use: "statement", x: statementPublic.x, y: statementPublic.y },
    { use: "sealing", x: sealing.x, y: sealing.y },
    { use: "transport", ...transportPublic },
  ] as const;
  for (const key of keys) {
    const writing = { actor: "operator", idempotencyKey: `key ${key.use}`.replace(" ", "-") };
    await memberAction(gateway, { ...writing, change: { action: "addKey", ...key, ...period } });
  }
  await untilSettled();
}

async function settle(gateway: Gateway): Promise<void> {
  for (let round = 0; round < 200; round++) {
    await sendTick(gateway);
    await catchUp(gateway);
    await sendTick(gateway);
    const open = await gateway.database
      .selectFrom("outbox_items")
      .select("item_id")
      .where("state", "in", ["waiting", "signed"])
      .executeTakeFirst();
    if (!open) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("The outbox does not drain.");
}
