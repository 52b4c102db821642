import { expect } from "chai";
import { MEMBER_REGISTRY } from "../../node-gateway/src/chain/abi/member-registry.ts";
import { deployNetwork, type TestNetwork } from "../support/gateway/network.ts";
import { type Liar, startLiar } from "./support/liar.ts";
import { blocksOf, blockWith, NODES_THAT_LIE, refuses, says, VALIDATORS } from "./support/lies.ts";
import { sealane } from "./support/run.ts";

interface Check {
  readonly check: string;
  readonly status: string;
  readonly message: string;
  readonly fix?: string;
}

const WORD = "00".repeat(12);

describe("sealane doctor before a chain is used", function () {
  this.timeout(90_000);
  let network: TestNetwork;
  let liar: Liar;
  let honest: Liar;
  before(async () => {
    network = await deployNetwork();
    [liar, honest] = await Promise.all([startLiar(network.anvil.rpcUrl), startLiar(network.anvil.rpcUrl)]);
  });
  after(async () => {
    await Promise.all([liar.stop(), honest.stop()]);
    await network.stop();
  });
  beforeEach(async () => {
    liar.lies = {};
    await network.anvil.rpc("evm_mine");
  });

  async function preflight(rpc: string, exit: number): Promise<Check[]> {
    const node = ["--rpc", rpc, "--directory", network.deployment.directory];
    const { code, stdout, stderr } = await sealane(["doctor", ...node, "--json"]);
    expect(code, stderr + stdout).to.equal(exit);
    return (JSON.parse(stdout) as { checks: Check[] }).checks;
  }
  const named = (checks: readonly Check[], name: string) => checks.find(({ check }) => check === name);

  it("finds a fit chain fit in every respect, and sends it nothing", async () => {
    const checks = await preflight(`${liar.url},${honest.url}`, 0);
    expect(checks.filter(({ status }) => status !== "ok").map(({ check }) => check)).to.deep.equal(["validators"]);
    const sending = [...liar.asked].filter((method) => /send|sign|admin|debug|anvil|evm_/i.test(method));
    expect(sending).to.deep.equal([]);
  });

  for (const { title, lies, check, status, says: message, exit } of NODES_THAT_LIE) {
    it(`says ${status} of "${check}" for a node that tells ${title}, and ends with ${exit}`, async () => {
      liar.lies = lies;
      const found = named(await preflight(liar.url, exit), check);
      expect(found?.status).to.equal(status);
      expect(found?.message).to.match(message);
      if (status !== "ok") expect(found?.fix).to.be.a("string");
    });
  }

  it("says fault of the contracts' code when one byte of one contract is another", async () => {
    const { memberRegistry } = network.deployment;
    liar.lies = {
      eth_getCode: ([address], truth) =>
        address === memberRegistry
          ? { result: String(truth).replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) }
          : undefined,
    };
    const { status, message } = named(await preflight(liar.url, 13), "contract code") as Check;
    expect(status).to.equal("fault");
    expect(message).to.match(/knows: MemberRegistry\.$/);
  });

  it("says fault when a contract refers to one that the directory does not list", async () => {
    const stranger = "5a".repeat(20);
    const word = WORD + network.deployment.memberRegistry.slice(2);
    liar.lies = {
      eth_getCode: ([address], truth) =>
        address === network.deployment.documentRegistry
          ? { result: String(truth).replaceAll(word, WORD + stranger) }
          : undefined,
    };
    const { message } = named(await preflight(liar.url, 13), "contract code") as Check;
    expect(message).to.match(/knows: DocumentRegistry\.$/);
    expect(MEMBER_REGISTRY.immutables).to.deep.equal([], "a word that is replaced there would be no immutable");
  });

  it("says fault when two nodes are of two chains, and when they have forked", async () => {
    const other = `0x${"66".repeat(32)}`;
    liar.lies = { eth_chainId: says("0x1") };
    expect(named(await preflight(`${honest.url},${liar.url}`, 13), "chain id")?.status).to.equal("fault");
    liar.lies = { eth_getBlockByNumber: blockWith({ hash: other }) };
    const checks = await preflight(`${honest.url},${liar.url}`, 13);
    expect(named(checks, "genesis")?.status).to.equal("fault");
    expect(named(checks, "nodes agree")?.message).to.match(/the chain is forked/);
  });

  it("warns of a node that is behind, and of nodes that name different validators", async () => {
    await network.anvil.rpc("anvil_mine", "0x14");
    const earlier = ({ number }: { number: string }): string => `0x${(Number(number) - 15).toString(16)}`;
    liar.lies = {
      eth_getBlockByNumber: ([tag], truth) =>
        tag === "latest"
          ? { result: { ...(truth as object), number: earlier(truth as { number: string }) } }
          : undefined,
      qbft_getValidatorsByBlockNumber: says(VALIDATORS),
    };
    honest.lies = { qbft_getValidatorsByBlockNumber: says([...VALIDATORS.slice(1), `0x${"e5".repeat(20)}`]) };
    const checks = await preflight(`${honest.url},${liar.url}`, 0);
    honest.lies = {};
    expect(named(checks, "nodes agree")?.message).to.match(/is 15 blocks behind/);
    expect(named(checks, "validators")?.status).to.equal("warning");
  });

  it("draws every status with a sign and the fix, for a person", async () => {
    liar.lies = {
      eth_getLogs: (params) => (blocksOf(params) > 3 ? { refusal: "range" } : undefined),
      eth_gasPrice: refuses("off"),
    };
    const node = ["--rpc", liar.url, "--directory", network.deployment.directory];
    const { stdout, code } = await sealane(["doctor", ...node]);
    expect(code).to.equal(13);
    expect(stdout)
      .to.match(/^✓ rpc /m)
      .and.match(/^! log range .*\n +→ /m)
      .and.match(/^– validators .*\n +→ /m);
    expect(stdout).to.match(/^✗ gas price .*refuses this: off\n +→ /m);
  });
});
