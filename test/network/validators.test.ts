import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { Interface } from "ethers";
import { DOCUMENT_REGISTRY } from "../../node-gateway/src/chain/abi/document-registry.ts";
import { createJsonRpcChain } from "../../node-gateway/src/chain/json-rpc-chain.ts";
import { createOperator } from "../../node-gateway/src/keys/operator.ts";
import { admitMember, foundConsortium, introduceGateway } from "../../scripts/demo/consortium.ts";
import { type DemoGateway, memberOf, startGateway } from "../../scripts/demo/gateways.ts";
import type { Deployment } from "../../scripts/deploy.ts";
import { freePort } from "../../scripts/free-port.ts";
import { sealane } from "../cli/support/run.ts";
import { until, type Validators, validatorsIn } from "../support/validators.ts";

const BASE_PORT = 27_400;

/** Four real validators, of which some are killed. */
describe("A gateway on four BFT validators", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "sealane-validators-"));
  let validators: Validators | undefined;
  let rpcUrls: readonly string[] = [];
  let deployment: Deployment;
  let gateway: DemoGateway;
  const acknowledged: string[] = [];

  before(async function () {
    validators = validatorsIn(join(folder, "chain"), BASE_PORT);
    if (!validators) this.skip();
    rpcUrls = validators.up();
    deployment = await foundConsortium(rpcUrls.join(","), folder);
    const place = {
      name: "Singapore customs",
      country: "SG",
      folder: join(folder, "singapore"),
      port: await freePort(),
    };
    const member = memberOf({ memberId: 1, ...place }, { 1: Buffer.alloc(32, 7).toString("base64url") });
    await admitMember(deployment, { member, rpcUrl: rpcUrls.join(","), folder }, { roles: 1, kinds: ["packing-list"] });
    gateway = await startGateway(member, { rpcUrls, chainId: deployment.chainId, directory: deployment.directory });
    await introduceGateway(gateway);
  });

  after(async () => {
    await gateway?.stop();
    validators?.down();
    rmSync(folder, { recursive: true, force: true });
  });

  it("stands on a chain that doctor finds fit, but for validators that such nodes do not name", async () => {
    const { code, statuses } = await preflight();
    expect(code).to.equal(0);
    const { validators: told, "trust file": _, ...others } = statuses;
    expect(told).to.equal("notTold");
    expect(new Set(Object.values(others))).to.deep.equal(new Set(["ok"]));
    expect(others).to.include.keys("evm rules", "log range", "request size", "nodes agree", "contract code");
  });

  it("goes on with one validator killed, which doctor tells", async () => {
    validators?.kill(0);
    await submit(5);
    await allAnchored();
    const { code, statuses } = await preflight();
    expect(code).to.equal(13);
    expect(statuses).to.include({ rpc: "fault" });
  });

  it("takes papers in with two killed, and says so in /readyz", async () => {
    validators?.kill(1);
    await submit(5);
    await until(async () => (await readyz()).status === 503, "readyz tells of the halted chain");
    const { body } = await readyz();
    expect(body).to.match(/chain/i);
    await submit(10);
    const documents = await Promise.all(acknowledged.slice(-10).map((id) => gateway.client.getDocument(id)));
    expect(documents.map(({ state }) => state)).to.not.include("refused");
  });

  it("drains after their return, though killed nodes forget their pools", async () => {
    validators?.start(0);
    validators?.start(1);
    await allAnchored();
    await until(async () => (await readyz()).status === 200, "readyz is content again");
  });

  it("loses nothing when the node it talks to dies in a burst", async () => {
    const burst = submit(40);
    validators?.kill(0);
    await burst;
    validators?.start(0);
    await allAnchored();
  });

  it("has anchored every acknowledged paper once, without a gap in the nonces", async () => {
    const chain = createJsonRpcChain({ urls: rpcUrls });
    const head = await chain.head();
    const logs = await chain.logs({ addresses: [deployment.documentRegistry], from: 0, to: head.number });
    const registry = new Interface(DOCUMENT_REGISTRY.abi);
    const anchored = logs.flatMap(({ topics, data }) => {
      const event = registry.parseLog({ topics: [...topics], data });
      return event?.name === "BatchAnchored" ? (event.args[2] as [documentId: string][]) : [];
    });
    expect(anchored.map(([documentId]) => documentId.slice(2)).sort()).to.deep.equal([...acknowledged].sort());
    const { address } = createOperator(gateway.member.secrets.operatorKey);
    expect(await chain.nonce(address)).to.equal(
      logs.length + 4,
      "three transactions for keys, one for the address, one a batch",
    );
  });

  async function preflight(): Promise<{ code: number | null; statuses: Record<string, string> }> {
    const chain = ["--rpc", rpcUrls.join(","), "--chain-id", String(deployment.chainId)];
    const { code, stdout } = await sealane(["doctor", ...chain, "--directory", deployment.directory, "--json"]);
    const { checks } = JSON.parse(stdout) as { checks: { check: string; status: string }[] };
    return { code, statuses: Object.fromEntries(checks.map(({ check, status }) => [check, status])) };
  }

  async function submit(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const paper = {
        sealane: "packing-list",
        documentNumber: `PL-${acknowledged.length}`,
        ucr: "9SG1234567-VALIDATORS",
      };
      const submission = { original: utf8Encode(JSON.stringify(paper)), mediaType: "application/json" };
      acknowledged.push((await gateway.client.submitDocument(submission)).documentId);
    }
  }

  async function allAnchored(): Promise<void> {
    for (const id of acknowledged) {
      expect((await gateway.client.awaitAnchored(id, { timeoutMs: 120_000 })).state).to.equal("anchored");
    }
  }

  async function readyz(): Promise<{ status: number; body: string }> {
    const answer = await fetch(`${gateway.url}/readyz`);
    return { status: answer.status, body: await answer.text() };
  }
});
