import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interface } from "ethers";
import { MEMBER_REGISTRY } from "../../../node-gateway/src/chain/abi/member-registry.ts";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { createOperator } from "../../../node-gateway/src/keys/operator.ts";
import { type Deployment, deploy } from "../../../scripts/deploy.ts";
import { enrol } from "../../../scripts/member/enrol.ts";
import { ACTORS, type ActorName } from "./actors.ts";
import { type Anvil, CHAIN_ID, startAnvil } from "./anvil.ts";
import { dropDatabases } from "./postgres.ts";

/** A consortium on a chain of its own. */
export interface TestNetwork {
  readonly anvil: Anvil;
  readonly deployment: Deployment;
  /** A folder for everything of this network; removed at the end. */
  readonly folder: string;
  /** Admits an actor and accredits it for what it may issue. */
  enrol(name: ActorName, operator: string): Promise<void>;
  /** Calls the member registry as the consortium's registrar, such as `suspend`. */
  registrar(method: string, ...args: unknown[]): Promise<void>;
  stop(): Promise<void>;
}

const REGISTRAR_KEY = `0x${"11".repeat(32)}`;
const registry = new Interface(MEMBER_REGISTRY.abi);

/** Starts a chain and deploys the contracts. */
export async function deployNetwork(): Promise<TestNetwork> {
  const anvil = await startAnvil();
  const folder = await mkdtemp(join(tmpdir(), "sealane-"));
  const { rpcUrl } = anvil;
  const deployment = await deploy({ rpcUrl, deployerKey: REGISTRAR_KEY, statePath: join(folder, "deployment.json") });
  const { memberRegistry } = deployment;
  return {
    anvil,
    deployment,
    folder,
    enrol: async (name, operator) => {
      const { memberId, country, roles, kinds } = ACTORS[name];
      const member = { memberId, country, roles, operator, kinds, validUntilSeconds: 4_000_000_000 };
      await enrol({ rpcUrl, memberRegistry }, REGISTRAR_KEY, member);
    },
    registrar: (method, ...args) => registrarCall(rpcUrl, memberRegistry, registry.encodeFunctionData(method, args)),
    stop: async () => {
      await anvil.stop();
      await dropDatabases(Object.keys(ACTORS).map((name) => join(folder, name)));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function registrarCall(rpcUrl: string, to: string, data: string): Promise<void> {
  const chain = createJsonRpcChain({ urls: [rpcUrl] });
  const operator = createOperator(REGISTRAR_KEY);
  const nonce = await chain.nonce(operator.address);
  const signed = await operator.signTransaction({ chainId: CHAIN_ID, nonce, gas: 500_000, to, data });
  await chain.send(signed.raw);
  for (let attempt = 0; attempt < 200; attempt++) {
    const receipt = await chain.receipt(signed.hash);
    if (receipt?.succeeded) return;
    if (receipt) throw new Error("The registrar's transaction reverted.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The registrar's transaction was not mined.");
}
