import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { getCreateAddress } from "ethers";
import { type DeploymentRecord, readRecord } from "../../../scripts/deploy/record.ts";
import { deploy } from "../../../scripts/deploy.ts";
import { settle } from "../../../scripts/transactions/settle.ts";
import { accountOf, signSteps } from "../../../scripts/transactions/sign.ts";
import { deployUntilKilled } from "./support/killed-deploy.ts";
import { keyOf, useThrowawayChain } from "./support/throwaway-chain.ts";

const INSTANTS = [
  "Signing a deployment",
  "Kept: 16 signed transactions",
  "Sent: deploy AccessManager",
  "Sent: deploy AccessRegistry",
  "Sent: give registrars their functions",
  "Sent: list DocumentRegistry",
  "Mined: deploy AccessManager",
  "Mined: list SelectionRegistry",
];

const addressesOf = (deployer: string) =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((nonce) => getCreateAddress({ from: deployer, nonce }).toLowerCase());

describe("a deployment that is killed", () => {
  const world = useThrowawayChain();
  const optionsOf = (actor: string) => ({
    rpcUrl: world.rpcUrl,
    deployerKey: keyOf(actor),
    statePath: world.path(`${actor.replaceAll(/\W/g, "-")}.json`),
  });

  for (const line of INSTANTS) {
    it(`at "${line}" is completed by the next run, with the same addresses and nothing twice`, async () => {
      const options = optionsOf(`deployer killed at ${line}`);
      const deployer = accountOf(options.deployerKey);
      await deployUntilKilled({ ...options, line });
      const kept = await readRecord(options.statePath);
      const { authority, directory, memberRegistry, documentRegistry, ...others } = await deploy(options);
      const { agreementRegistry, accessRegistry, quantityLedger, selectionRegistry } = others;
      const ground = [authority, directory, memberRegistry, documentRegistry];
      const registries = [agreementRegistry, accessRegistry, quantityLedger, selectionRegistry];
      expect([...ground, ...registries]).to.deep.equal(addressesOf(deployer));
      expect(await world.chain.nonce(deployer)).to.equal(16);
      if (kept) expect(await readRecord(options.statePath)).to.deep.equal(kept);
    });
  }

  it("has sent nothing before everything is signed and kept", async () => {
    const options = optionsOf("careful deployer");
    await deployUntilKilled({ ...options, line: "Kept: " });
    const { steps } = JSON.parse(await readFile(options.statePath, "utf8")) as DeploymentRecord;
    expect(steps.map(({ nonce }) => nonce)).to.deep.equal(Array.from({ length: 16 }, (_, nonce) => nonce));
    expect(await world.chain.nonce(accountOf(options.deployerKey))).to.equal(0);
  });

  it("refuses to go on, naming the step, when the account did something else meanwhile", async () => {
    const options = optionsOf("busy deployer");
    await deployUntilKilled({ ...options, line: "Kept: " });
    const account = accountOf(options.deployerKey);
    const [other] = await signSteps(world.chain, options.deployerKey, [
      { title: "something else", gas: 21_000, to: account, data: "0x" },
    ]);
    await settle(world.chain, [other as NonNullable<typeof other>], { account });
    const refusal = await deploy(options).catch((error: Error) => error.message);
    expect(refusal).to.match(/"deploy AccessManager" cannot be sent any more.*nonce 0/);
  });
});

describe("a deployment whose chain loses what it has not mined", () => {
  const world = useThrowawayChain(3_600);

  it("is sent again, the same bytes", async () => {
    const deployerKey = keyOf("patient deployer");
    const deployer = accountOf(deployerKey);
    const options = { rpcUrl: world.rpcUrl, deployerKey, statePath: world.path("state.json") };
    await deployUntilKilled({ ...options, line: "Sent: list DocumentRegistry" });
    await world.ask("anvil_dropAllTransactions", []);
    expect(await world.ask("txpool_status", [])).to.deep.equal({ pending: "0x0", queued: "0x0" });
    await world.ask("evm_setIntervalMining", [1]);
    const { directory } = await deploy(options);
    expect(directory).to.equal(addressesOf(deployer)[1]);
    expect(await world.chain.nonce(deployer)).to.equal(16);
  });
});
