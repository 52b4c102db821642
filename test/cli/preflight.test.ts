import { expect } from "chai";
import { MEMBER_REGISTRY } from "../../node-gateway/src/chain/abi/member-registry.ts";
import { deployNetwork, type TestNetwork } from "../support/gateway/network.ts";
import { type Liar, startLiar, type Turn } from "./support/liar.ts";
import { sealane } from "./support/run.ts";

interface Check {
  readonly check: string;
  readonly status: string;
  readonly message: string;
  readonly fix?: string;
}

interface Case {
  readonly title: string;
  readonly lies: Readonly<Record<string, Turn>>;
  readonly check: string;
  readonly status: string;
  readonly says: RegExp;
  readonly exit: number;
}

const says =
  (result: unknown): Turn =>
  () => ({ result });
const refuses =
  (refusal: string): Turn =>
  () => ({ refusal });
const blockWith =
  (change: object): Turn =>
  (_, truth) => ({ result: { ...(truth as object), ...change } });
const blocksOf = ([filter]: readonly unknown[]): number => {
  const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
  return Number(toBlock) - Number(fromBlock) + 1;
};
const dataOf = ([call]: readonly unknown[]): string => String((call as { data?: string }).data);
const isCode = (params: readonly unknown[]): boolean => (params[0] as { to?: string }).to === undefined;
const runsIt =
  (opcode: string): Turn =>
  (params) =>
    dataOf(params).includes(opcode) && isCode(params) ? { refusal: "invalid opcode" } : undefined;
const VALIDATORS = ["a1", "b2", "c3", "d4"].map((byte) => `0x${byte.repeat(20)}`);
const WORD = "00".repeat(12);

/** Each row is one rule, and a node that breaks it. */
const CASES: readonly Case[] = [
  {
    title: "a chain id that is no number",
    lies: { eth_chainId: says("mainnet") },
    check: "chain id",
    status: "fault",
    says: /answers with none/,
    exit: 13,
  },
  {
    title: "no first block",
    lies: { eth_getBlockByNumber: ([tag], truth) => ({ result: tag === "0x0" ? null : truth }) },
    check: "genesis",
    status: "fault",
    says: /answers with none/,
    exit: 13,
  },
  {
    title: "a gas price, on what is no development node",
    lies: { eth_gasPrice: says("0x7"), web3_clientVersion: says("besu/v26.1.0") },
    check: "gas price",
    status: "fault",
    says: /Gas costs 7 wei/,
    exit: 13,
  },
  {
    title: "a gas price, and no version",
    lies: { eth_gasPrice: says("0x7"), web3_clientVersion: refuses("no WEB3") },
    check: "gas price",
    status: "fault",
    says: /Gas costs 7 wei/,
    exit: 13,
  },
  {
    title: "a base fee",
    lies: { eth_getBlockByNumber: blockWith({ baseFeePerGas: "0x7" }) },
    check: "base fee",
    status: "fault",
    says: /base fee is 7 wei/,
    exit: 13,
  },
  {
    title: "no PUSH0",
    lies: { eth_call: runsIt("5f"), eth_estimateGas: runsIt("5f") },
    check: "evm rules",
    status: "fault",
    says: /does not know PUSH0 \(EIP-3855\)\./,
    exit: 13,
  },
  {
    title: "no TSTORE",
    lies: { eth_call: runsIt("5d60005c"), eth_estimateGas: runsIt("5d60005c") },
    check: "evm rules",
    status: "fault",
    says: /does not know TSTORE \(EIP-1153\)\./,
    exit: 13,
  },
  {
    title: "no MCOPY",
    lies: { eth_call: runsIt("5e"), eth_estimateGas: runsIt("5e") },
    check: "evm rules",
    status: "fault",
    says: /does not know MCOPY \(EIP-5656\)\./,
    exit: 13,
  },
  {
    title: "an MCOPY that copies nothing",
    lies: { eth_call: (params) => (isCode(params) ? { result: `0x${"00".repeat(32)}` } : undefined) },
    check: "evm rules",
    status: "fault",
    says: /PUSH0.*TSTORE.*MCOPY/,
    exit: 13,
  },
  {
    title: "calls only of contracts, while it estimates deployments",
    lies: { eth_call: (params) => (isCode(params) ? { refusal: 'Missing "to" field in call arguments' } : undefined) },
    check: "evm rules",
    status: "ok",
    says: /runs Cancun/,
    exit: 0,
  },
  {
    title: "events of no more than three blocks",
    lies: { eth_getLogs: (params) => (blocksOf(params) > 3 ? { refusal: "range" } : undefined) },
    check: "log range",
    status: "warning",
    says: /Events of [23] blocks .* those of \d+ do not/,
    exit: 0,
  },
  {
    title: "no events at all",
    lies: { eth_getLogs: refuses("not enabled") },
    check: "log range",
    status: "fault",
    says: /even of one block/,
    exit: 13,
  },
  {
    title: "a text instead of events",
    lies: { eth_getLogs: says("0x") },
    check: "log range",
    status: "fault",
    says: /are no events/,
    exit: 13,
  },
  {
    title: "no more than 64 KiB of a request",
    lies: { eth_call: (params) => (dataOf(params).length > 65_536 ? { status: 413 } : undefined) },
    check: "request size",
    status: "fault",
    says: /128 KiB does not get through/,
    exit: 13,
  },
  {
    title: "the age of a chain that stands still",
    lies: { eth_getBlockByNumber: blockWith({ timestamp: "0x60000000" }) },
    check: "head age",
    status: "unknown",
    says: /old\./,
    exit: 10,
  },
  {
    title: "blocks of tomorrow",
    lies: { eth_getBlockByNumber: blockWith({ timestamp: "0xf0000000" }) },
    check: "head age",
    status: "fault",
    says: /ahead of this clock/,
    exit: 13,
  },
  {
    title: "no validators",
    lies: {},
    check: "validators",
    status: "notTold",
    says: /do not tell who validates/,
    exit: 0,
  },
  {
    title: "four validators",
    lies: { qbft_getValidatorsByBlockNumber: says(VALIDATORS) },
    check: "validators",
    status: "ok",
    says: /^4 validators: 1 may fail, 3 seal a block/,
    exit: 0,
  },
  {
    title: "three validators",
    lies: { qbft_getValidatorsByBlockNumber: says(VALIDATORS.slice(1)) },
    check: "validators",
    status: "warning",
    says: /^3 validators: 0 may fail/,
    exit: 0,
  },
  {
    title: "an empty list of validators",
    lies: { qbft_getValidatorsByBlockNumber: says([]) },
    check: "validators",
    status: "fault",
    says: /are no addresses/,
    exit: 13,
  },
  {
    title: "no contract at the directory",
    lies: { eth_getCode: says("0x") },
    check: "directory",
    status: "fault",
    says: /no contract at its address/,
    exit: 13,
  },
  {
    title: "a directory that lists nothing",
    lies: {
      eth_call: (params) => (dataOf(params).startsWith("0x551e4192") ? { result: `0x${"00".repeat(32)}` } : undefined),
    },
    check: "contracts",
    status: "fault",
    says: /Not listed: MemberRegistry, DocumentRegistry, AgreementRegistry, AccessRegistry/,
    exit: 13,
  },
];

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

  for (const { title, lies, check, status, says: message, exit } of CASES) {
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
