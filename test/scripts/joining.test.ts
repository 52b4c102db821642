import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { SCOPE_NAMES } from "../../node-gateway/src/identity/scopes.ts";
import { freePort } from "../../scripts/free-port.ts";
import { LOCAL_CHAIN_ID, type LocalChain, startLocalChain } from "../../scripts/local-chain.ts";

const ROOT = join(import.meta.dirname, "../..");
const REGISTRAR_KEY = `0x${"21".repeat(32)}`;

/** The steps of docs/operating.md, as an operator takes them. */
describe("A member that joins by hand", () => {
  const folder = mkdtempSync(join(tmpdir(), "sealane-joining-"));
  const state = join(folder, "deployment.json");
  let chain: LocalChain;
  let operator: string;
  let directory: string;

  before(async () => {
    chain = await startLocalChain({ blockSeconds: 0 });
  });

  after(async () => {
    await chain?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has the contracts deployed", async () => {
    const deployed = await run("scripts/deploy.ts", ["--rpc", chain.rpcUrl, "--state", state], {
      SEALANE_DEPLOYER_KEY: REGISTRAR_KEY,
    });
    ({ directory } = JSON.parse(deployed.stdout) as { directory: string });
    expect(directory).to.match(/^0x[0-9a-f]{40}$/);
  });

  it("makes its keystore for itself alone, and not a second time", async () => {
    const init = () => run("scripts/member.ts", ["init", "--folder", join(folder, "singapore")], PASSPHRASE);
    ({ operator } = JSON.parse((await init()).stdout) as { operator: string });
    expect(operator).to.match(/^0x[0-9a-f]{40}$/i);
    expect(statSync(join(folder, "singapore/keystore.json")).mode & 0o077).to.equal(0);
    expect(readFileSync(join(folder, "singapore/statement.jwk"), "utf8")).to.not.include('"d"');
    const again = await init().catch((error: { code: number; stderr: string }) => error);
    expect(again).to.have.property("code", 2);
    expect(again.stderr).to.include("keys are made once");
  });

  it("is enrolled, once or twice to the same end", async () => {
    const member = ["--member-id", "1", "--country", "SG", "--roles", "customs-agency", "--operator", operator];
    const place = ["--rpc", chain.rpcUrl, "--state", state, "--kinds", "packing-list"];
    for (let time = 0; time < 2; time++) {
      await run("scripts/member.ts", ["enrol", ...place, ...member], { SEALANE_REGISTRAR_KEY: REGISTRAR_KEY });
    }
    const unknown = await run("scripts/member.ts", ["enrol", ...place, ...member, "--roles", "king"], {
      SEALANE_REGISTRAR_KEY: REGISTRAR_KEY,
    }).catch((error: { stderr: string }) => error);
    expect(unknown.stderr).to.include('There is no role "king"');
  });

  it("starts its gateway, publishes its keys and pins the network", async () => {
    const port = await freePort();
    const secret = "an officer's secret";
    const client = {
      id: "officer",
      secretSha256: createHash("sha256").update(secret).digest("hex"),
      scopes: SCOPE_NAMES,
    };
    const settings = {
      ...PASSPHRASE,
      SEALANE_MEMBER_ID: "1",
      SEALANE_DATA_DIR: join(folder, "singapore/data"),
      SEALANE_LISTEN_PORT: String(port),
      SEALANE_RPC_URLS: chain.rpcUrl,
      SEALANE_CHAIN_ID: String(LOCAL_CHAIN_ID),
      SEALANE_DIRECTORY: directory,
      SEALANE_KEYSTORE: join(folder, "singapore/keystore.json"),
      SEALANE_OIDC_EMBEDDED: "true",
      SEALANE_OIDC_CLIENTS: JSON.stringify([client]),
      SEALANE_LOG_LEVEL: "silent",
    };
    const env = { PATH: process.env["PATH"] ?? "", ...settings };
    const gateway = spawn(process.execPath, ["sdk/cli/main.ts", "gateway", "start"], {
      cwd: ROOT,
      env,
      stdio: "ignore",
    });
    try {
      const url = `http://127.0.0.1:${port}`;
      await untilServing(url);
      const officer = { SEALANE_URL: url, SEALANE_CLIENT_ID: "officer", SEALANE_CLIENT_SECRET: secret };
      for (const use of ["statement", "sealing", "transport"]) {
        const key = [join(folder, `singapore/${use}.jwk`), "--use", use, "--until", "2036-01-01"];
        await run("sdk/cli/main.ts", ["member", "add-key", ...key], officer);
      }
      const out = join(folder, "trust.json");
      await run("sdk/cli/main.ts", ["trust", "export", "--out", out], officer);
      const trust = JSON.parse(readFileSync(out, "utf8")) as { members: { keys: { use: string }[] }[] };
      expect(trust.members.flatMap(({ keys }) => keys.map(({ use }) => use)).sort()).to.deep.equal([
        "sealing",
        "statement",
        "transport",
      ]);
    } finally {
      gateway.kill("SIGTERM");
    }
  });
});

const PASSPHRASE = { SEALANE_KEYSTORE_PASSPHRASE: "a passphrase for tests" };

function run(program: string, options: readonly string[], env: Readonly<Record<string, string>>) {
  const settings = { cwd: ROOT, env: { PATH: process.env["PATH"] ?? "", ...env } };
  return promisify(execFile)(process.execPath, [program, ...options], settings);
}

async function untilServing(url: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (
      await fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The gateway does not become ready.");
}
