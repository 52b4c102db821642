import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { filesOf, NAMES, network, SECRETS, text } from "./support.ts";

describe("npm run network, in steps, each member on its own machine", function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), "sealane-network-"));
  after(() => rmSync(root, { recursive: true }));

  const machine = (name: string): string => join(root, "machines", name);
  const files = NAMES.map((name) => join(machine(name), "node.json"));
  const founded = join(root, "founded");

  before(async () => {
    for (const [index, name] of NAMES.entries()) {
      const place = ["--member-id", String(index + 1), "--host", `10.0.0.${index + 1}`];
      const tagKeys = index === 0 ? [] : ["--tag-keys", join(machine("singapore"), "gateway/tag-keys.json")];
      const { stderr } = await network("init-member", "--folder", machine(name), "--name", name, ...place, ...tagKeys);
      expect(stderr).to.equal("");
    }
    const { stderr } = await network("assemble", "--folder", founded, "--chain-id", "7", ...files);
    expect(stderr).to.equal("");
  });

  it("needs no more of a member than node.json, which holds no secret", () => {
    const secrets = NAMES.flatMap((name) =>
      SECRETS.filter((file) => existsSync(join(machine(name), file))).flatMap(
        (file) => text(machine(name), file).match(/[0-9a-f]{64}/g) ?? [],
      ),
    );
    const told = filesOf(founded)
      .map((file) => text(founded, file))
      .join("\n");
    expect(secrets).to.have.length.above(20);
    for (const secret of secrets) expect(told.includes(secret)).to.equal(false);
  });

  it("lets each member start from the founder's files, and again to the same end", async () => {
    for (let time = 0; time < 2; time++) {
      for (const name of NAMES) {
        const { stderr } = await network("join", "--folder", machine(name), "--network", founded);
        expect(stderr).to.equal("");
      }
    }
    for (const file of ["genesis.json", "static-nodes.json", "permissions_config.toml"]) {
      for (const name of NAMES) expect(text(machine(name), "besu", file)).to.equal(text(founded, file));
    }
    expect(text(machine("jakarta"), "besu/config.toml")).to.include('p2p-host="10.0.0.3"\np2p-interface="0.0.0.0"\n');
    expect(text(machine("jakarta"), "kubo/config.json")).to.include("/ip4/0.0.0.0/tcp/4001");
    expect(text(machine("jakarta"), "kubo/start.sh"))
      .to.include("/ip4/10.0.0.1/tcp/4001")
      .and.not.include("/ip4/10.0.0.3/");
  });

  it("keeps what was filled in by hand when a member joins again", async () => {
    const path = join(machine("durban"), "gateway.env");
    const filled = text(path).replace("SEALANE_DIRECTORY=", "SEALANE_DIRECTORY=0x01");
    writeFileSync(path, filled);
    await network("join", "--folder", machine("durban"), "--network", founded);
    expect(text(path)).to.equal(filled);
  });

  it("writes nothing when the tag keys cannot be read", async () => {
    const place = ["--member-id", "5", "--host", "10.0.0.5", "--tag-keys", join(root, "nowhere")];
    const { code } = await network("init-member", "--folder", machine("callao"), "--name", "callao", ...place);
    expect(code).to.equal(2);
    expect(filesOf(machine("callao"))).to.deep.equal([]);
  });

  it("refuses a first block, a list or a member that is not as it was told", async () => {
    const forged = join(root, "forged");
    await network("assemble", "--folder", forged, "--chain-id", "7", ...files);
    const genesis = text(forged, "genesis.json");
    writeFileSync(join(forged, "genesis.json"), genesis.replace('"alloc": {}', '"alloc": { "0x01": "1" }'));
    const join7 = () => network("join", "--folder", machine("singapore"), "--network", forged);
    expect((await join7()).stderr).to.include("is not what follows from network.json");
    writeFileSync(join(forged, "genesis.json"), genesis);
    const told = text(forged, "network.json");
    writeFileSync(join(forged, "network.json"), told.replace("10.0.0.1", "10.0.0.9"));
    expect((await join7()).stderr).to.include("does not have member 1 as");
    writeFileSync(join(forged, "network.json"), told.replace('"10.0.0.2"', `"$(id)"`));
    expect((await join7()).stderr).to.include("host is wrong");
  });

  it("refuses a member's file with a fault in any field", async () => {
    const node = JSON.parse(text(files[0] as string));
    const faults = { name: "a b", host: "::1", p2pPort: 0, nodeId: "00", operator: "0x", peerId: "12D3", extra: 1 };
    const path = join(root, "faulty.json");
    for (const [field, value] of Object.entries({ ...faults, address: `0x${"00".repeat(20)}` })) {
      writeFileSync(path, JSON.stringify({ ...node, [field]: value }));
      const { code, stderr } = await network("assemble", "--folder", join(root, "faulty"), path, ...files.slice(1));
      expect(stderr.split("\n")[0], field).to.include(field);
      expect(code).to.equal(2);
    }
  });
});
