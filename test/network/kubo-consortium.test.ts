import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { kuboProgram } from "../support/kubo/node.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/network.ts");
const PORTS_FROM = 20_000;

/** Starts the Kubo nodes of two members by the files that npm run network wrote. */
describe("Kubo nodes of a consortium that npm run network wrote", function () {
  this.timeout(120_000);
  const root = mkdtempSync(join(tmpdir(), "sealane-kubo-consortium-"));
  const machine = (name: string): string => join(root, name);
  const running: AbortController[] = [];
  let env: Record<string, string>;

  before(async function () {
    const program = kuboProgram();
    if (program === undefined) {
      process.stderr.write("Skipped: scripts/kubo/build.sh has not built Kubo.\n");
      this.skip();
    }
    symlinkSync(program, join(root, "ipfs"));
    env = { PATH: `${root}:${process.env["PATH"] ?? ""}`, HOME: root };
    const names = ["singapore", "rotterdam"];
    const network = (...args: string[]) => execFileSync(process.execPath, [SCRIPT, ...args], { stdio: "ignore" });
    for (const [index, name] of names.entries()) {
      const place = ["--host", "127.0.0.1", "--port-offset", String(PORTS_FROM + 10 * index)];
      network("init-member", "--folder", machine(name), "--name", name, "--member-id", String(index + 1), ...place);
    }
    const files = names.map((name) => join(machine(name), "node.json"));
    network("assemble", "--unsafe", "--folder", join(root, "network"), ...files);
    for (const name of names) network("join", "--folder", machine(name), "--network", join(root, "network"));
    for (const name of names) start(name);
  });

  after(async () => {
    for (const one of running) one.abort();
    await Promise.allSettled(ends);
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  const ends: Promise<unknown>[] = [];

  function start(name: string): void {
    const abort = new AbortController();
    running.push(abort);
    ends.push(promisify(execFile)("sh", [join(machine(name), "kubo/start.sh")], { env, signal: abort.signal }));
  }

  async function call(name: string, index: number, command: string): Promise<Response> {
    const { blobs } = JSON.parse(readFileSync(join(machine(name), "secrets/gateway.json"), "utf8"));
    const url = `http://127.0.0.1:${5_001 + PORTS_FROM + 10 * index}/api/v0/${command}`;
    return fetch(url, { method: "POST", headers: { authorization: `Bearer ${blobs.token}` } });
  }

  async function until(what: string, look: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt++) {
      if (await look().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Never: ${what}`);
  }

  it("find each other by the names that were drawn before they ran", async () => {
    const { peerId } = JSON.parse(readFileSync(join(machine("rotterdam"), "node.json"), "utf8"));
    await until("singapore sees rotterdam", async () =>
      (await (await call("singapore", 0, "swarm/peers")).text()).includes(peerId),
    );
    const { ID } = (await (await call("rotterdam", 1, "id")).json()) as { ID: string };
    expect(ID).to.equal(peerId);
  });

  it("take the gateway's token and refuse everybody else", async () => {
    expect((await call("singapore", 0, "version")).status).to.equal(200);
    const bare = await fetch(`http://127.0.0.1:${5_001 + PORTS_FROM}/api/v0/version`, { method: "POST" });
    expect(bare.status).to.equal(403);
  });

  it("check what they read, and make the CIDs that the gateway makes", async () => {
    const show = async (key: string) =>
      ((await (await call("singapore", 0, `config?arg=${key}`)).json()) as { Value: unknown }).Value;
    expect(await show("Datastore.HashOnRead")).to.equal(true);
    expect(await show("Import.CidVersion")).to.equal(1);
    expect(await show("Routing.Type")).to.equal("none");
    expect(existsSync(join(machine("singapore"), "kubo/repo/swarm.key"))).to.equal(true);
  });
});
