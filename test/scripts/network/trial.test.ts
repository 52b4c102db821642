import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { computeAddress } from "ethers";
import { loadConfig } from "../../../node-gateway/src/config/load-config.ts";
import { readSecrets } from "../../../node-gateway/src/keys/keystore.ts";
import { nodeIdentityOf } from "../../../scripts/network/node-identity.ts";
import { type Ended, filesOf, NAMES, network, SECRETS, text } from "./support.ts";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("npm run network, for a trial on one machine", function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), "sealane-network-"));
  after(() => rmSync(root, { recursive: true }));

  const folder = join(root, "trial");
  let ended: Ended;
  before(async () => {
    ended = await network("--members", "4", "--folder", folder, "--names", NAMES.join(","));
  });

  it("tells how many validators may fail", () => {
    expect(JSON.parse(ended.stdout)).to.include({ validators: 4, mayFail: 1, sealEachBlock: 3 });
  });

  it("keeps every secret in a file that only its owner can read", () => {
    for (const name of NAMES) {
      expect(modeOf(join(folder, name)), name).to.equal(0o700);
      for (const file of SECRETS) expect(modeOf(join(folder, name, file)), `${name}/${file}`).to.equal(0o600);
    }
  });

  it("keeps the folders of keys out of any repository they may stand in", () => {
    for (const name of [...NAMES, "network"]) expect(text(folder, name, ".gitignore")).to.equal("*\n");
  });

  it("writes no secret into any other file", () => {
    for (const name of NAMES) {
      const values = SECRETS.flatMap((file) => text(folder, name, file).match(/[0-9a-f]{64}/g) ?? []);
      expect(values).to.have.length.above(8);
      const others = filesOf(join(folder, name)).filter((file) => !SECRETS.includes(file) && !/tag-keys/.test(file));
      const open = others.map((file) => text(folder, name, file)).join("\n");
      for (const value of values) expect(open.includes(value), name).to.equal(false);
    }
  });

  it("gives every member keys of its own, to which its public file belongs", () => {
    const keys = NAMES.map((name) => text(folder, name, "besu/node.key"));
    expect(new Set(keys).size).to.equal(4);
    for (const [index, name] of NAMES.entries()) {
      const node = JSON.parse(text(folder, name, "node.json"));
      expect(node).to.include({ memberId: index + 1, ...nodeIdentityOf(keys[index] as string) });
      expect(text(folder, "network/genesis.json")).to.include(node.address.slice(2));
    }
  });

  it("gives all the same tag keys, and a keystore that its passphrase opens", async () => {
    const tagKeys = JSON.parse(text(folder, "singapore/gateway/tag-keys.json"));
    for (const name of NAMES) {
      const passphrase = text(folder, name, "secrets/keystore-passphrase");
      const secrets = await readSecrets(join(folder, name, "gateway/keystore.json"), passphrase);
      expect(secrets.tagKeys).to.deep.equal(tagKeys);
      const { operator } = JSON.parse(text(folder, name, "node.json"));
      expect(text(folder, name, "besu/permissions_config.toml")).to.include(operator);
    }
  });

  it("lets the deployer send, whose key stays with the founder", () => {
    const account = computeAddress(text(folder, "network/deployer.key")).toLowerCase();
    expect(JSON.parse(ended.stdout).deployers).to.deep.equal([account]);
    expect(text(folder, "durban/besu/permissions_config.toml")).to.include(account);
    for (const name of NAMES) expect(existsSync(join(folder, name, "deployer.key"))).to.equal(false);
  });

  it("starts Besu on ports of its own, with free gas, a whole pool for one account and no more APIs than needed", () => {
    for (const [index, name] of NAMES.entries()) {
      const settings = text(folder, name, "besu/config.toml").split("\n");
      expect(settings, name).to.include.members([
        `p2p-port=${30_303 + 10 * index}`,
        `rpc-http-port=${8_545 + 10 * index}`,
        'rpc-http-host="127.0.0.1"',
        'p2p-interface="127.0.0.1"',
        'rpc-http-api=["ETH","NET","WEB3","QBFT"]',
        'host-allowlist=["localhost","127.0.0.1","besu"]',
        "min-gas-price=0",
        'tx-pool="sequenced"',
        "tx-pool-limit-by-account-percentage=1",
        "permissions-nodes-config-file-enabled=true",
        "permissions-accounts-config-file-enabled=true",
        'sync-mode="FULL"',
        "revert-reason-enabled=true",
        "discovery-enabled=false",
      ]);
    }
  });

  it("gives the gateway settings that it takes once directory and issuer are filled in", () => {
    const member = (path: string): string => join(folder, "rotterdam", path);
    const lines = text(member("gateway.env")).split("\n");
    const pairs = lines.flatMap((line) => (/^[A-Z]/.test(line) ? [line.split("=") as [string, string]] : []));
    const settings = Object.fromEntries(
      pairs.map(([name, value]) => [name, /^(secrets|gateway)\//.test(value) ? member(value) : value]),
    );
    expect(() => loadConfig(settings)).to.throw(/SEALANE_DIRECTORY[\s\S]*SEALANE_OIDC_ISSUER/);
    const filled = { SEALANE_DIRECTORY: `0x${"d1".repeat(20)}`, SEALANE_OIDC_ISSUER: "https://issuer.example" };
    const { memberId, chain, blobs, metricsToken, keystore } = loadConfig({ ...settings, ...filled });
    expect(memberId).to.equal(2);
    expect(chain.rpcUrls).to.deep.equal(["http://127.0.0.1:8555"]);
    expect(blobs.url).to.equal("http://127.0.0.1:5011");
    expect(text(member("kubo/config.json"))).to.include(`bearer:${blobs.token}`);
    expect(text(member("secrets/metrics-token"))).to.equal(metricsToken);
    expect(text(member("secrets/keystore-passphrase"))).to.equal(keystore.passphrase);
  });

  it("tells the gateway beside PostgreSQL where it is, by the password that PostgreSQL is made with", () => {
    const url = text(folder, "durban/secrets/database-url");
    const password = text(folder, "durban/secrets/postgres-password");
    expect(url).to.equal(`postgres://sealane:${password}@postgres:5432/sealane?sslmode=disable`);
  });

  it("brings what compose.yaml names: every mounted file, every variable, and folders to write to", () => {
    const variables = text(folder, "durban/.env").match(/^\w+(?==.)/gm) ?? [];
    const compose = text(folder, "durban/compose.yaml");
    const asked = [...compose.matchAll(/\$\{(\w+):\?\}/g)].map(([, name]) => name);
    expect(variables).to.have.members([...new Set(asked)]);
    const paths = [...compose.matchAll(/\.\/([\w./-]+)/g)].map(([, path]) => path as string);
    expect(paths).to.have.length.above(15);
    for (const path of paths) expect(existsSync(join(folder, "durban", path)), path).to.equal(true);
  });

  it("refuses to draw keys anew, and leaves every file as it was", async () => {
    const before = filesOf(folder).map((file) => [file, text(folder, file)]);
    const again = await network("--members", "4", "--folder", folder, "--names", NAMES.join(","));
    expect(again.code).to.equal(2);
    expect(again.stderr).to.include("keys are made once");
    expect(filesOf(folder).map((file) => [file, text(folder, file)])).to.deep.equal(before);
  });

  it("refuses three members, doubled names, names of hosts and what is no number, and makes nothing", async () => {
    const place = ["--folder", join(root, "refused")];
    const refused: readonly (readonly [string, ...string[]])[] = [
      ["⌊(n − 1) / 3⌋", "--members", "3", ...place],
      ["one name", "--members", "4", "--names", "a,b,c,a", ...place],
      ["IPv4 address", "--members", "4", "--hosts", "node.example", ...place],
      ["--members is a number", "--members", "four", ...place],
      ["folder is missing", "--members", "4"],
      ["Say what to do", "found", ...place],
    ];
    for (const [word, ...args] of refused) {
      const { code, stderr } = await network(...args);
      expect(stderr).to.include(word);
      expect(code).to.equal(2);
    }
    expect(existsSync(join(root, "refused"))).to.equal(false);
  });
});
