import { parseArgs } from "node:util";
import type { Chain } from "../node-gateway/src/chain/chain.ts";
import { createJsonRpcChain } from "../node-gateway/src/chain/json-rpc-chain.ts";
import { type Addresses, planDeployment } from "./deploy/plan.ts";
import { type DeploymentRecord, readRecord, writeRecord } from "./deploy/record.ts";
import { settle } from "./transactions/settle.ts";
import { accountOf, signSteps } from "./transactions/sign.ts";

export interface DeployOptions {
  /** One node of the chain, or several with commas between. */
  readonly rpcUrl: string;
  /** 0x, 32 bytes. Its account administers the authority afterwards. */
  readonly deployerKey: string;
  /** File that makes the deployment resumable. */
  readonly statePath: string;
  /** 0x: the account that admits members; the deployer's by default. */
  readonly registrar?: string;
  readonly log?: (line: string) => void;
}

/** Where everything stands afterwards. Addresses 0x, lower case. */
export interface Deployment extends Addresses {
  readonly chainId: number;
  /** Hex32. */
  readonly genesisHash: string;
  readonly deployer: string;
  readonly registrar: string;
}

/**
 * Puts the contracts on a chain and gives the registrar its functions. Killed at any instant, the next run with the
 * same state file completes it: everything is signed, and kept, before anything is sent, and only those bytes are sent.
 * @throws GatewayError CHAIN_UNAVAILABLE, CHAIN_REFUSED, CHAIN_REVERTED.
 * @throws Error when the state file is of another chain, deployer or registrar, or its nonces were used otherwise.
 */
export async function deploy(options: DeployOptions): Promise<Deployment> {
  const { rpcUrl, statePath, log = () => {} } = options;
  const chain = createJsonRpcChain({ urls: rpcUrl.split(",") });
  const kept = await readRecord(statePath);
  if (kept) await refuseAnother(kept, chain, options);
  log(kept ? "Going on with a deployment" : "Signing a deployment");
  const record = kept ?? (await signDeployment(chain, options));
  if (!kept) await writeRecord(statePath, record);
  const { steps, deployer, registrar, addresses, chainId, genesisHash } = record;
  log(`Kept: ${steps.length} signed transactions`);
  const [undone] = await settle(chain, steps, { account: deployer, log });
  if (undone) {
    throw new Error(
      `"${undone.title}" cannot be sent any more: the deployer's nonce ${undone.nonce} was used for something else. ` +
        "Deploy with a new state file, and with an account that does nothing else meanwhile.",
    );
  }
  return { ...addresses, chainId, genesisHash, deployer, registrar };
}

async function signDeployment(chain: Chain, { deployerKey, registrar }: DeployOptions): Promise<DeploymentRecord> {
  const deployer = accountOf(deployerKey);
  const appointed = (registrar ?? deployer).toLowerCase();
  const { addresses, steps } = planDeployment(deployer, await chain.nonce(deployer), appointed);
  const signed = await signSteps(chain, deployerKey, steps);
  const { chainId, genesisHash } = await identityOf(chain);
  return {
    type: "sealane-deployment/1",
    chainId,
    genesisHash,
    deployer,
    registrar: appointed,
    addresses,
    steps: signed,
  };
}

async function identityOf(chain: Chain): Promise<{ chainId: number; genesisHash: string }> {
  const genesis = await chain.blockAt(0);
  if (!genesis) throw new Error("The node does not know the chain's first block.");
  return { chainId: await chain.chainId(), genesisHash: genesis.hash };
}

async function refuseAnother(kept: DeploymentRecord, chain: Chain, options: DeployOptions): Promise<void> {
  const { chainId, genesisHash } = await identityOf(chain);
  if (kept.chainId !== chainId || kept.genesisHash !== genesisHash) {
    throw new Error("The state file belongs to another chain.");
  }
  if (kept.deployer !== accountOf(options.deployerKey)) throw new Error("The state file belongs to another deployer.");
  if (options.registrar && options.registrar.toLowerCase() !== kept.registrar) {
    throw new Error("The state file names another registrar.");
  }
}

const USAGE = `Puts Sealane's contracts on a chain; prints where they are as JSON. Run it again after an interruption.
  SEALANE_DEPLOYER_KEY=0x… node scripts/deploy.ts --rpc URL[,URL…] --state FILE [--registrar 0x…]`;

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { rpc: text, state: text, registrar: text } });
  const deployerKey = process.env["SEALANE_DEPLOYER_KEY"];
  if (!values.rpc || !values.state || !deployerKey) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const registrar = values.registrar === undefined ? {} : { registrar: values.registrar };
  const input = { rpcUrl: values.rpc, statePath: values.state, deployerKey, ...registrar };
  console.log(JSON.stringify(await deploy({ ...input, log: (line) => console.error(line) }), null, 2));
}

if (import.meta.main) await main();
