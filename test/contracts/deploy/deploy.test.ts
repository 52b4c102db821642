import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { encodeBytes32String, Interface } from "ethers";
import { ACCESS_REGISTRY } from "../../../node-gateway/src/chain/abi/access-registry.ts";
import { AGREEMENT_REGISTRY } from "../../../node-gateway/src/chain/abi/agreement-registry.ts";
import { AUTHORITY } from "../../../node-gateway/src/chain/abi/authority.ts";
import { DIRECTORY } from "../../../node-gateway/src/chain/abi/directory.ts";
import { DOCUMENT_REGISTRY } from "../../../node-gateway/src/chain/abi/document-registry.ts";
import { MEMBER_REGISTRY } from "../../../node-gateway/src/chain/abi/member-registry.ts";
import { REGISTRAR, REGISTRAR_FUNCTIONS } from "../../../scripts/deploy/plan.ts";
import { readRecord } from "../../../scripts/deploy/record.ts";
import { type Deployment, type DeployOptions, deploy } from "../../../scripts/deploy.ts";
import { accountOf } from "../../../scripts/transactions/sign.ts";
import { answerOf, keyOf, useThrowawayChain } from "./support/throwaway-chain.ts";

const CLI = join(import.meta.dirname, "../../../scripts/deploy.ts");
const [DEPLOYER, REGISTRAR_ACCOUNT, STRANGER] = ["deployer", "registrar", "stranger"].map((actor) =>
  accountOf(keyOf(actor)),
) as [string, string, string];

describe("a deployment", () => {
  const world = useThrowawayChain();
  let options: DeployOptions;
  let deployed: Deployment;

  before(async () => {
    const deployerKey = keyOf("deployer");
    options = { rpcUrl: world.rpcUrl, deployerKey, statePath: world.path("state.json"), registrar: REGISTRAR_ACCOUNT };
    deployed = await deploy(options);
  });

  const authority = (...ask: [string, ...unknown[]]) =>
    answerOf(world.chain, { abi: AUTHORITY.abi, to: deployed.authority, ask });

  it("lists every registry in the directory", async () => {
    const located = (name: string) =>
      answerOf(world.chain, {
        abi: DIRECTORY.abi,
        to: deployed.directory,
        ask: ["locationOf", encodeBytes32String(name)],
      });
    expect(String(await located("MemberRegistry")).toLowerCase()).to.equal(deployed.memberRegistry);
    expect(String(await located("DocumentRegistry")).toLowerCase()).to.equal(deployed.documentRegistry);
    expect(String(await located("AgreementRegistry")).toLowerCase()).to.equal(deployed.agreementRegistry);
    expect(String(await located("AccessRegistry")).toLowerCase()).to.equal(deployed.accessRegistry);
    expect(String(await located("QuantityLedger")).toLowerCase()).to.equal(deployed.quantityLedger);
    expect(String(await located("SelectionRegistry")).toLowerCase()).to.equal(deployed.selectionRegistry);
  });

  it("ties documents to members, and members and directory to the authority", async () => {
    const members = { abi: DOCUMENT_REGISTRY.abi, to: deployed.documentRegistry, ask: ["MEMBERS"] as [string] };
    expect(String(await answerOf(world.chain, members)).toLowerCase()).to.equal(deployed.memberRegistry);
    for (const [abi, to] of [
      [MEMBER_REGISTRY.abi, deployed.memberRegistry],
      [DIRECTORY.abi, deployed.directory],
    ] as const) {
      expect(String(await answerOf(world.chain, { abi, to, ask: ["authority"] })).toLowerCase()).to.equal(
        deployed.authority,
      );
    }
  });

  it("ties agreements to members, and access to members, documents and agreements", async () => {
    const { memberRegistry, documentRegistry, agreementRegistry, accessRegistry } = deployed;
    for (const [abi, to, name, location] of [
      [AGREEMENT_REGISTRY.abi, agreementRegistry, "MEMBERS", memberRegistry],
      [ACCESS_REGISTRY.abi, accessRegistry, "MEMBERS", memberRegistry],
      [ACCESS_REGISTRY.abi, accessRegistry, "DOCUMENTS", documentRegistry],
      [ACCESS_REGISTRY.abi, accessRegistry, "AGREEMENTS", agreementRegistry],
    ] as const) {
      expect(String(await answerOf(world.chain, { abi, to, ask: [name] })).toLowerCase(), name).to.equal(location);
    }
  });

  it("gives every restricted function of the member registry to registrars", async () => {
    const coder = new Interface(MEMBER_REGISTRY.abi);
    for (const name of REGISTRAR_FUNCTIONS) {
      const selector = coder.getFunction(name)?.selector;
      expect(await authority("getTargetFunctionRole", deployed.memberRegistry, selector), name).to.equal(REGISTRAR);
    }
  });

  it("makes the deployer the authority's administrator, and the registrar the only registrar", async () => {
    expect(await authority("hasRole", 0, DEPLOYER)).to.deep.equal([true, 0n]);
    expect(await authority("hasRole", REGISTRAR, REGISTRAR_ACCOUNT)).to.deep.equal([true, 0n]);
    expect(await authority("hasRole", REGISTRAR, DEPLOYER)).to.deep.equal([false, 0n]);
  });

  it("lets the registrar admit members, and a stranger not", async () => {
    const admission = {
      abi: MEMBER_REGISTRY.abi,
      to: deployed.memberRegistry,
      ask: ["admit", 1, "0x5347", 1],
    } as const;
    const admit = (from: string) => answerOf(world.chain, { ...admission, from, ask: [...admission.ask] });
    expect(await admit(STRANGER)).to.equal("AccessManagedUnauthorized");
    expect(await admit(REGISTRAR_ACCOUNT)).to.deep.equal([]);
  });

  it("sends every transaction in the consortium's dialect, at price 0", async () => {
    const record = await readRecord(options.statePath);
    for (const { hash } of record?.steps ?? []) {
      const mined = (await world.ask("eth_getTransactionByHash", [hash])) as { type: string; gasPrice: string };
      expect([mined.type, mined.gasPrice]).to.deep.equal(["0x0", "0x0"]);
    }
    expect(record?.steps).to.have.length(16);
  });

  it("run again says the same and sends nothing", async () => {
    const lines: string[] = [];
    expect(await deploy({ ...options, log: (line) => lines.push(line) })).to.deep.equal(deployed);
    expect(lines.filter((line) => line.startsWith("Sent"))).to.deep.equal([]);
    expect(await world.chain.nonce(DEPLOYER)).to.equal(16);
  });

  it("refuses the state file of another deployer, registrar or chain, and a file that is none", async () => {
    const refusal = (changed: Partial<DeployOptions>) =>
      deploy({ ...options, ...changed }).then(
        () => "nothing thrown",
        (error: Error) => error.message,
      );
    expect(await refusal({ deployerKey: keyOf("stranger") })).to.equal("The state file belongs to another deployer.");
    expect(await refusal({ registrar: STRANGER })).to.equal("The state file names another registrar.");
    const elsewhere = { ...(await readRecord(options.statePath)), genesisHash: "00".repeat(32) };
    await writeFile(world.path("elsewhere.json"), JSON.stringify(elsewhere));
    expect(await refusal({ statePath: world.path("elsewhere.json") })).to.equal(
      "The state file belongs to another chain.",
    );
    await writeFile(world.path("none.json"), "{}");
    expect(await refusal({ statePath: world.path("none.json") })).to.equal(
      "The state file is not one of a deployment.",
    );
  });
});

describe("scripts/deploy.ts", () => {
  const world = useThrowawayChain();
  const run = (args: readonly string[], deployerKey?: string) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, ...(deployerKey === undefined ? {} : { SEALANE_DEPLOYER_KEY: deployerKey }) };
      execFile(process.execPath, [CLI, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });

  it("prints where everything is as JSON, and what it does on standard error, the key on neither", async () => {
    const key = keyOf("deployer");
    const { code, stdout, stderr } = await run(["--rpc", world.rpcUrl, "--state", world.path("cli.json")], key);
    expect(code).to.equal(0);
    const printed = JSON.parse(stdout) as Deployment;
    expect(printed.registrar).to.equal(printed.deployer).and.to.equal(DEPLOYER);
    expect(stderr).to.contain("Mined: list AccessRegistry");
    expect(stdout + stderr).not.to.contain(key.slice(2));
  });

  it("tells how it is used and ends with 2 when a flag or the key is missing", async () => {
    const { code, stderr } = await run(["--rpc", world.rpcUrl]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("SEALANE_DEPLOYER_KEY");
  });
});
