import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type AssembleOptions, assemble } from "../../../scripts/network/assemble.ts";
import { faultTolerance, quorum } from "../../../scripts/network/fault-tolerance.ts";
import { genesisOf } from "../../../scripts/network/genesis.ts";
import { genesisHashOf } from "../../../scripts/network/genesis-hash.ts";
import { describeShared, readShared } from "../../support/shared.ts";
import { FOUR, memberOf } from "./support.ts";

const DEPLOYER = `0x${"d0".repeat(20)}`;
const text = (path: string): string => readFileSync(path, "utf8");

describe("Assembling a consortium from its members' files", () => {
  const root = mkdtempSync(join(tmpdir(), "sealane-assemble-"));
  let runs = 0;
  const fresh = (change: Partial<AssembleOptions> = {}): AssembleOptions => ({
    folder: join(root, String(++runs)),
    chainId: 4_242,
    blockSeconds: 2,
    deployers: [DEPLOYER],
    isUnsafe: false,
    ...change,
  });
  after(() => rmSync(root, { recursive: true }));

  it("gives the same bytes for the same members, in whatever order their files are named", () => {
    const [one, other] = [fresh(), fresh()];
    assemble(FOUR, one);
    assemble([...FOUR].reverse(), other);
    for (const name of ["network.json", "genesis.json", "static-nodes.json", "permissions_config.toml"]) {
      expect(text(join(other.folder, name)), name).to.equal(text(join(one.folder, name)));
    }
  });

  it("lists every validator's node once, by its address and port", () => {
    const options = fresh();
    assemble(FOUR, options);
    const enodes = FOUR.map(({ nodeId, memberId }) => `enode://${nodeId}@10.0.0.${memberId}:30303`);
    expect(text(join(options.folder, "static-nodes.json"))).to.equal(`${JSON.stringify(enodes, null, 2)}\n`);
  });

  it("allows these nodes and the accounts of operators and deployer, and no other", () => {
    const options = fresh();
    assemble(FOUR, options);
    const enodes = FOUR.map(({ nodeId, memberId }) => `"enode://${nodeId}@10.0.0.${memberId}:30303"`);
    const accounts = [DEPLOYER, ...FOUR.map(({ operator }) => operator)].sort().map((account) => `"${account}"`);
    expect(text(join(options.folder, "permissions_config.toml"))).to.equal(
      `nodes-allowlist=[${enodes.join(",")}]\naccounts-allowlist=[${accounts.join(",")}]\n`,
    );
  });

  it("tells how many may fail, and how many seal a block", () => {
    const { genesisHash, ...bears } = assemble(FOUR, fresh());
    expect(genesisHash).to.match(/^0x[0-9a-f]{64}$/);
    expect(bears).to.deep.equal({
      validators: 4,
      mayFail: 1,
      sealEachBlock: 3,
      deployers: [DEPLOYER],
    });
    expect([1, 2, 3, 4, 5, 6, 7].map(quorum)).to.deep.equal([1, 2, 2, 3, 4, 4, 5]);
    expect([1, 3, 4, 6, 7, 10].map(faultTolerance)).to.deep.equal([0, 0, 1, 1, 2, 3]);
  });

  it("refuses three validators with the reason, unless that is said to be wanted", () => {
    const options = fresh();
    expect(() => assemble(FOUR.slice(1), options)).to.throw(/⌊\(n − 1\) \/ 3⌋ faults.*--unsafe/);
    expect(() => readdirSync(options.folder)).to.throw("ENOENT");
    expect(assemble(FOUR.slice(1), fresh({ isUnsafe: true })).mayFail).to.equal(0);
  });

  it("refuses two members that share a number, a node, an operator, a blob store or a place", () => {
    const [singapore, rotterdam, ...rest] = FOUR;
    const { memberId, nodeId, address, operator, peerId, host } = singapore as (typeof FOUR)[number];
    for (const shared of [{ memberId }, { nodeId, address }, { operator }, { peerId }, { host }]) {
      const twin = { ...(rotterdam as (typeof FOUR)[number]), ...shared };
      expect(() => assemble([FOUR[0] as typeof twin, twin, ...rest], fresh())).to.throw(/^Two members have one /);
    }
  });

  it("keeps its keys when it is run again, each readable by its owner alone", () => {
    const options = fresh({ deployers: [] });
    const [first, keys] = [assemble(FOUR, options), ["swarm.key", "deployer.key"]];
    const before = keys.map((name) => text(join(options.folder, name)));
    expect(assemble(FOUR, options)).to.deep.equal(first);
    expect(keys.map((name) => text(join(options.folder, name)))).to.deep.equal(before);
    for (const name of keys) expect(statSync(join(options.folder, name)).mode & 0o777, name).to.equal(0o600);
    expect(before[0]).to.match(/^\/key\/swarm\/psk\/1\.0\.0\/\n\/base16\/\n[0-9a-f]{64}\n$/);
  });

  it("refuses a folder of another consortium, and changes nothing in it", () => {
    const options = fresh();
    assemble(FOUR, options);
    const before = text(join(options.folder, "genesis.json"));
    const five = [...FOUR, memberOf("callao", 5)];
    expect(() => assemble(five, options)).to.throw("is there with another content");
    writeFileSync(join(options.folder, "static-nodes.json"), "[]");
    expect(() => assemble(FOUR, options)).to.throw(/static-nodes\.json is there with another content/);
    expect(text(join(options.folder, "genesis.json"))).to.equal(before);
  });
});

describe("The first block", () => {
  const genesis = (chainId = 20_264) =>
    JSON.parse(genesisOf({ chainId, blockSeconds: 1, validators: FOUR.map(({ address }) => address) }));

  it("has free gas, Cancun from the start, and nobody with money", () => {
    const { config, alloc, gasLimit } = genesis();
    expect(config).to.include({ londonBlock: 0, zeroBaseFee: true, cancunTime: 0, contractSizeLimit: 24_576 });
    expect(alloc).to.deep.equal({});
    expect(Number(gasLimit)).to.be.at.least(30_000_000);
  });

  describeShared("beside a real Besu network's", "qbft", () => {
    it("differs only in alloc, validators, epoch length and the contracts' size limit", () => {
      const real = JSON.parse(readShared("qbft/genesis.json").toString());
      const ours = genesis(real.config.chainId);
      const { contractSizeLimit, ...config } = ours.config;
      expect(contractSizeLimit).to.be.a("number");
      config.qbft.epochlength = real.config.qbft.epochlength;
      expect({ ...ours, config, alloc: real.alloc, extraData: real.extraData }).to.deep.equal(real);
    });

    it("has the hash that is told of it before a node runs", () => {
      const [first] = JSON.parse(readShared("qbft/headers.json").toString()) as [{ block: Record<string, string> }];
      const genesis = readShared("qbft/genesis.json").toString();
      expect(genesisHashOf(genesis, first.block["stateRoot"])).to.equal(first.block["hash"]);
    });
  });
});
