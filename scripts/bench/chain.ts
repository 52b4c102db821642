import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Deployment, deploy } from "../deploy.ts";
import { startLocalChain } from "../local-chain.ts";

/** A chain of its own with the contracts on it, for one benchmark. */
export interface BenchChain {
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  /** A folder for everything of this benchmark; removed at the end. */
  readonly folder: string;
  /** 0x: the account that deployed and admits members. */
  readonly registrarKey: string;
}

/** Starts a chain, deploys, does something with it and ends it, whatever comes of that. */
export async function withChain<T>(use: (chain: BenchChain) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sealane-bench-"));
  const chain = await startLocalChain();
  const registrarKey = `0x${"42".repeat(32)}`;
  try {
    const { rpcUrl } = chain;
    const deployment = await deploy({ rpcUrl, deployerKey: registrarKey, statePath: join(folder, "deployment.json") });
    return await use({ rpcUrl, deployment, folder, registrarKey });
  } finally {
    await chain.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
