import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { freePort } from "../../../scripts/free-port.ts";
import { createClient, tokenSource } from "../../../sdk/client/index.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { CHAIN_ID } from "../../support/gateway/anvil.ts";
import { admit, PASSPHRASE, pathsOf } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { databaseUrlOf } from "../../support/gateway/postgres.ts";
import { sha256Hex } from "../identity/token.ts";

const MAIN = new URL("../../../node-gateway/src/main.ts", import.meta.url).pathname;

describe("the gateway as a program", () => {
  let network: TestNetwork;
  before(async () => {
    network = await deployNetwork();
    await admit(network, "singapore");
  });
  after(() => network?.stop());

  async function start(changes: Record<string, string> = {}) {
    const { dataDir, keystorePath } = pathsOf(network, "singapore");
    const port = await freePort();
    const config = join(network.folder, "singapore.json");
    const clients = [{ id: "demo", secretSha256: sha256Hex("secret"), scopes: ["members:read"] }];
    await writeFile(config, JSON.stringify({ oidc: { embedded: true, clients }, listen: { port } }), { mode: 0o600 });
    const env = {
      PATH: process.env["PATH"],
      SEALANE_CONFIG: config,
      SEALANE_MEMBER_ID: String(ACTORS.singapore.memberId),
      SEALANE_DATA_DIR: dataDir,
      SEALANE_DATABASE_URL: databaseUrlOf(dataDir) ?? "",
      SEALANE_KEYSTORE: keystorePath,
      SEALANE_KEYSTORE_PASSPHRASE: PASSPHRASE,
      SEALANE_RPC_URLS: network.anvil.rpcUrl,
      SEALANE_CHAIN_ID: String(CHAIN_ID),
      SEALANE_DIRECTORY: network.deployment.directory,
      ...changes,
    };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { child, ended, url: `http://127.0.0.1:${port}` };
  }

  async function untilServes(url: string): Promise<void> {
    while (
      !(await fetch(`${url}/livez`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await new Promise((done) => setTimeout(done, 20));
  }

  it("serves officers with tokens of its own issuer, and ends with 0 when told to, without a secret in its log", async () => {
    const { child, ended, url } = await start();
    await untilServes(url);
    const token = tokenSource({ issuer: url, clientId: "demo", clientSecret: "secret" });
    const { items } = await createClient({ gatewayUrl: url, token }).listMembers();
    expect(items).to.be.an("array");
    child.kill("SIGTERM");
    const [log, errors, [code]] = await ended;
    expect([code, errors]).to.deep.equal([0, ""]);
    const lines = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ msg }) => msg)).to.include.members(["The gateway serves", "The gateway stops"]);
    expect(log)
      .not.to.include(PASSPHRASE)
      .and.not.to.include((await token()).slice(-20));
  });

  it("ends with 80 when the chain has another id than configured, 85 when the passphrase is wrong", async () => {
    for (const [changes, code, name] of [
      [{ SEALANE_CHAIN_ID: "1" }, 80, "CHAIN_ID_WRONG"],
      [{ SEALANE_KEYSTORE_PASSPHRASE: "a guess" }, 85, "KEYS_PASSPHRASE_WRONG"],
    ] as const) {
      const [, errors, [exitCode]] = await (await start(changes)).ended;
      expect(errors).to.include(name);
      expect(exitCode).to.equal(code);
    }
  });

  it("ends with 81 when the chain has another genesis than its data was made with", async () => {
    const other = await deployNetwork();
    const directory = other.deployment.directory;
    const [, errors, [exitCode]] = await (
      await start({ SEALANE_RPC_URLS: other.anvil.rpcUrl, SEALANE_DIRECTORY: directory })
    ).ended;
    await other.stop();
    expect(errors).to.include("CHAIN_GENESIS_WRONG");
    expect(exitCode).to.equal(81);
  });
});
