import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createJsonRpcChain } from "../../node-gateway/src/chain/json-rpc-chain.ts";
import { deploy } from "../../scripts/deploy.ts";
import { describeChain } from "../behaviours/chain.ts";

const rpcUrl = process.env["SEALANE_TEST_RPC"];

if (rpcUrl) {
  describeChain("that runs already", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sealane-chain-"));
    // A deployer that never existed: the suite can run on a chain again and again, beside whatever is there.
    const deployerKey = `0x${randomBytes(32).toString("hex")}`;
    const deployment = await deploy({ rpcUrl, deployerKey, statePath: join(folder, "deployment.json") });
    const chain = createJsonRpcChain({ urls: rpcUrl.split(",") });
    return { chain, deployment, close: () => rm(folder, { recursive: true }) };
  });
} else {
  describe("the chain that runs already", () => void it("is skipped: run npm run test:chain -- --rpc URL[,URL…]"));
}
