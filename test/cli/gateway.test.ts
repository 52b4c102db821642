import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Dossier } from "../../sdk/src/index.ts";
import { deployNetwork, type TestNetwork } from "../support/gateway/network.ts";
import { originalOf, UCR } from "../support/gateway/papers.ts";
import { type RunningMember, startMember } from "./support/gateway.ts";
import { type Around, type Ended, makeFolder, sealane } from "./support/run.ts";

const KIND = "re-export-certificate";

describe("sealane against a gateway on a chain", () => {
  const folder = makeFolder();
  let network: TestNetwork;
  let singapore: RunningMember;

  const asOfficer = (args: readonly string[], more: Around["env"] = {}): Promise<Ended> =>
    sealane(args, { env: { ...singapore.env, ...more } });
  const json = async (args: readonly string[], exit = 0) => {
    const ended = await asOfficer([...args, "--json"]);
    expect(ended.code, ended.stderr).to.equal(exit);
    return JSON.parse(ended.stdout);
  };
  const file = (name: string, number: string, kind: Parameters<typeof originalOf>[0] = KIND): string => {
    const path = folder.path(name);
    writeFileSync(path, originalOf(kind, number));
    return path;
  };
  /** Anchors a new certificate; its id. */
  const anchorNumber = async (number: string): Promise<string> =>
    (await json(["anchor", file(`${number}.json`, number)])).files[0].documentId;

  before(async () => {
    network = await deployNetwork();
    singapore = await startMember(network, "singapore");
  });
  after(async () => {
    expect(await singapore.stop()).to.equal(0);
    await network.stop();
    folder.remove();
  });

  describe("anchor", () => {
    const papers = folder.path("papers");
    let ids: string[];

    before(() => {
      mkdirSync(`${papers}/more`, { recursive: true });
      file("papers/a.json", "A-1");
      file("papers/more/b.json", "B-1");
      writeFileSync(`${papers}/.hidden`, "not a paper");
      writeFileSync(`${papers}/scan.pdf`, "%PDF-1.7 a scan");
      writeFileSync(`${papers}/scan.pdf.facts.json`, JSON.stringify({ documentNumber: "SCAN-1", ucr: UCR }));
    });

    it("anchors every paper of a folder, a scan by the facts beside it, and says where each stands", async () => {
      const { files } = await json(["anchor", papers, "--kind", KIND]);
      expect(files.map((row: { file: string }) => row.file.slice(papers.length))).to.deep.equal([
        "/a.json",
        "/more/b.json",
        "/scan.pdf",
      ]);
      for (const row of files)
        expect(row).to.include({ state: "anchored", exitCode: 0 }).and.property("blockNumber").above(0);
      ids = files.map((row: { documentId: string }) => row.documentId);
      expect(new Set(ids).size).to.equal(3);
    });

    it("sends nothing again in a second run", async () => {
      const again = await json(["anchor", papers, "--kind", KIND]);
      expect(again.files.map((row: { documentId: string }) => row.documentId)).to.deep.equal(ids);
    });

    it("gets the same documents when what an earlier run wrote down is lost", async () => {
      rmSync(`${papers}/.sealane-anchor.json`);
      const again = await json(["anchor", papers, "--kind", KIND]);
      expect(again.files.map((row: { documentId: string }) => row.documentId)).to.deep.equal(ids);
    });

    it("exits 11 rather than anchor the same bytes twice under other words", async () => {
      const args = [
        "anchor",
        `${papers}/a.json`,
        "--kind",
        KIND,
        "--consignment",
        "OTHER",
        "--state",
        folder.path("s"),
      ];
      const { files } = await json(args, 11);
      expect(files[0]).to.include({ state: "failed", note: "IDEMPOTENCY_CONFLICT" });
    });

    it("exits 11 for a kind that the chain refuses of this issuer, and names the chain's reason", async () => {
      const { files } = await json(["anchor", file("list.json", "P-1", "packing-list")], 11);
      expect(files[0]).to.include({ state: "refused", note: "IssuerNotAccredited" });
    });

    it("prints a table to stdout and progress to stderr", async () => {
      const { stdout, stderr } = await asOfficer(["anchor", file("c.json", "C-1")]);
      expect(stdout).to.match(/^FILE +STATE +DOCUMENT +BLOCK +NOTE\n\S+c\.json +anchored +[0-9a-f]{64} +\d+/);
      expect(stderr).to.contain("1 of 1 sent").and.to.contain("1 of 1 settled");
    });

    it("exits 0 at once with --no-wait, and 2 for a kind that nobody knows", async () => {
      expect((await asOfficer(["anchor", file("d.json", "D-1"), "--no-wait"])).code).to.equal(0);
      expect((await asOfficer(["anchor", file("e.json", "E-1"), "--kind", "poem"])).code).to.equal(2);
    });

    it("goes on with the other files when one cannot be taken", async () => {
      writeFileSync(folder.path("bad.json"), '{"a":1,"a":2}');
      const { files } = await json(["anchor", folder.path("bad.json"), file("f.json", "F-1")], 11);
      expect(files.map((row: { state: string }) => row.state)).to.deep.equal(["failed", "anchored"]);
      expect(files[0].note).to.equal("JSON_DUPLICATE_KEY");
    });

    it("exits 2 when the state is of another gateway", async () => {
      const state = folder.write("other", { type: "sealane-anchor/1", gateway: "https://other.example", files: {} });
      const { code, stderr } = await asOfficer(["anchor", `${papers}/a.json`, "--state", state]);
      expect([code, stderr.split(":")[1]]).to.deep.equal([2, " STATE_OF_OTHER_GATEWAY"]);
    });
  });

  it("trace lists the papers of a consignment in the chain's order, with what they build on", async () => {
    const origin = await anchorNumber("ORIGIN");
    const args = ["anchor", file("derived.json", "DERIVED"), "--derived-from", origin];
    const derived = (await json(args)).files[0].documentId;
    const { papers } = await json(["trace", "--document", derived]);
    const order = papers.map(({ documentId }: { documentId: string }) => documentId);
    expect(order.indexOf(origin)).to.be.at.least(0).and.below(order.indexOf(derived));
    const { stdout } = await asOfficer(["trace", "--consignment", UCR]);
    expect(stdout).to.match(/^TIME +BLOCK +KIND +NUMBER +ISSUER +STANDING +BUILDS ON +DOCUMENT\n/);
    expect(stdout).to.match(
      new RegExp(`Re-export certificate +DERIVED +1 +current +${origin.slice(0, 8)} +${derived}`),
    );
    expect((await asOfficer(["trace"])).code).to.equal(2);
  });

  it("prove makes a dossier that verifies offline by an exported trust file, whole or with chosen fields", async () => {
    const documentId = await anchorNumber("PROOF");
    const [trust, whole, part] = [folder.path("trust"), folder.path("whole"), folder.path("part")];
    await json(["trust", "export", "--out", trust]);
    await json(["prove", documentId, "--with-linked", "--with-original", "--out", whole]);
    await json(["prove", documentId, "--fields", "/$facts/documentNumber", "--out", part]);
    expect((await sealane(["verify", "--trust", trust, whole, part])).code).to.equal(0);
    const dossier = JSON.parse(readFileSync(part, "utf8")) as Dossier;
    expect(dossier.papers[0]?.body.disclosures).to.have.length(1);
    expect((await asOfficer(["prove", documentId, "--out", whole])).code).to.equal(2);
    expect((await asOfficer(["prove", documentId, "--out", whole, "--force"])).code).to.equal(0);
    expect((await asOfficer(["prove", "0".repeat(64), "--out", folder.path("none")])).code).to.equal(11);
  });

  it("verify asks the chain through a gateway: a withdrawal shows that the dossier's evidence is too old for", async () => {
    const documentId = await anchorNumber("WITHDRAWN");
    const [trust, dossier] = [folder.path("trust2"), folder.path("dossier")];
    await json(["trust", "export", "--out", trust]);
    await json(["prove", documentId, "--out", dossier]);
    const online = ["verify", "--gateway", singapore.url, dossier];
    expect((await asOfficer(online)).code).to.equal(0);
    expect(await json(["withdraw", documentId, "--reason", "issued-in-error"])).to.include({ state: "withdrawn" });
    expect(await json(["withdraw", documentId, "--reason", "issued-in-error"])).to.include({ state: "withdrawn" });
    expect((await asOfficer(online)).code).to.equal(5);
    expect((await sealane(["verify", "--trust", trust, dossier])).code).to.equal(0);
    const [head, ...rest] = readFileSync(dossier, "utf8").split('"statement":"');
    writeFileSync(dossier, [head, `x${rest[0]}`].join('"statement":"'));
    expect((await asOfficer(online)).code).to.equal(3);
  });

  describe("verify by a node of the chain", () => {
    const dossier = folder.path("by-node");
    let documentId: string;
    const byNode = (...args: string[]) => {
      const node = ["--rpc", `http://127.0.0.1:9,${network.anvil.rpcUrl}`, "--directory", network.deployment.directory];
      return sealane(["verify", ...node, ...args]);
    };

    before(async () => {
      const origin = await anchorNumber("NODE-ORIGIN");
      const args = ["anchor", file("node.json", "NODE"), "--derived-from", origin];
      documentId = (await json(args)).files[0].documentId;
      await json(["prove", documentId, "--with-original", "--out", dossier]);
    });

    it("finds a good paper valid without trusting anybody's witness, though one node is away", async () => {
      const changed = JSON.parse(readFileSync(dossier, "utf8"));
      const { code, stdout, stderr } = await byNode(folder.write("no-witness", { ...changed, witness: "none" }));
      expect(code, stdout + stderr).to.equal(0);
      expect(stdout).to.contain("EVIDENCE_FROM_CHAIN");
    });

    it("believes the chain where the dossier's evidence says otherwise", async () => {
      const { evidence, ...rest } = JSON.parse(readFileSync(dossier, "utf8")) as Dossier;
      const change = (documents: object[], members: object[] = [...evidence.members]) =>
        folder.write("lie", { ...rest, evidence: { ...evidence, documents, members } });
      const root = "ab".repeat(32);
      const elsewhere = evidence.documents.map((one) => ({ ...one, anchor: { ...one.anchor, root } }));
      expect((await byNode(change(elsewhere))).code).to.equal(4);
      const shifted = evidence.documents.map((one) => ({ ...one, anchor: { ...one.anchor, index: 1, size: 2 } }));
      expect((await byNode(change(shifted))).code).to.equal(3);
      expect((await byNode(change(evidence.documents.map((one) => ({ ...one, anchor: null }))))).code).to.equal(10);
      expect((await byNode(change([...evidence.documents], []))).code).to.equal(10);
      const suspended = evidence.members.map((one) => ({ ...one, status: "suspended", statusSinceSeconds: 1 }));
      expect((await byNode(change([...evidence.documents], suspended))).code).to.equal(0);
    });

    it("finds an accreditation that was ended and granted anew since the paper", async () => {
      await network.anvil.rpc("evm_increaseTime", 3);
      await network.registrar("endAccreditation", 1, 301);
      await network.anvil.rpc("evm_increaseTime", 3);
      await network.registrar("accredit", 1, 301, 0, 4_000_000_000);
      const { code, stdout } = await byNode(dossier);
      expect(code, stdout).to.equal(0);
    });

    it("exits 10 for nodes of another network or directory, or that are away, and 2 for half of the options", async () => {
      const { rpcUrl } = network.anvil;
      const other = ["verify", dossier, "--rpc", rpcUrl, "--directory", `0x${"ab".repeat(20)}`];
      expect((await sealane(other)).stderr).to.match(/^sealane: NETWORK_DIFFERS: /);
      expect((await sealane(other)).code).to.equal(10);
      const away = ["verify", dossier, "--rpc", "http://127.0.0.1:9", "--directory", network.deployment.directory];
      expect((await sealane(away)).code).to.equal(10);
      expect((await sealane(["verify", dossier, "--rpc", rpcUrl])).code).to.equal(2);
      expect((await byNode("--trust", dossier, dossier)).code).to.equal(2);
    });

    it("exits 5 once the paper was withdrawn", async () => {
      await json(["withdraw", documentId, "--reason", "fraud"]);
      expect((await byNode(dossier)).code).to.equal(5);
    });
  });

  it("supersede puts a newer document in an older one's place, once", async () => {
    const documentId = await anchorNumber("OLD");
    const dossier = folder.path("old");
    await json(["prove", documentId, "--out", dossier]);
    const args = ["supersede", documentId, file("new.json", "NEW"), "--reason", "correction"];
    const result = await json(args);
    expect(result).to.include({ documentId, state: "superseded" });
    expect(await json(args)).to.deep.equal(result);
    expect((await asOfficer(["verify", "--gateway", singapore.url, dossier])).code).to.equal(6);
    const second = ["supersede", documentId, file("newer.json", "NEWER"), "--reason", "correction"];
    expect((await asOfficer(second)).stderr).to.match(/^sealane: DOCUMENT_NOT_CURRENT: /);
    expect((await asOfficer(["supersede", documentId, file("x.json", "X"), "--reason", "mood"])).code).to.equal(2);
  });

  it("member lists, shows and changes members", async () => {
    const { items } = await json(["member", "list"]);
    expect(items.map(({ member }: { member: { memberId: number } }) => member.memberId)).to.deep.equal([1]);
    const { stdout } = await asOfficer(["member", "show", "1"]);
    expect(stdout)
      .to.match(/country +SG/)
      .and.to.match(/roles +customs agency/)
      .and.to.contain(KIND);
    expect((await asOfficer(["member", "show", "99"])).code).to.equal(11);
    expect(await json(["member", "set-url", "https://gateway.example"])).to.include({ action: "setGatewayUrl" });
    const kid = items[0].member.keys.find(({ use }: { use: string }) => use === "sealing").kid;
    expect(await json(["member", "end-key", kid])).to.include({ action: "endKey" });
    const since = ["--since", "2026-01-31T12:00:00Z"];
    expect(await json(["member", "declare-compromised", kid, ...since])).to.include({
      action: "declareKeyCompromised",
    });
    const { generateKeyPairSync } = await import("node:crypto");
    const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
    const path = folder.write("jwk", jwk);
    const added = await json(["member", "add-key", path, "--use", "transport", "--until", "2099-01-01"]);
    expect(added).to.include({ action: "addKey" });
  });

  describe("credentials", () => {
    const verify = ["trust", "export", "--out", "-"];

    it("exit 2 when there are none, or they would cross a network in the clear", async () => {
      const bare = await sealane([...verify, "--gateway", singapore.url]);
      expect([bare.code, bare.stderr.split(":")[1]]).to.deep.equal([2, " CREDENTIALS_MISSING"]);
      expect((await asOfficer([...verify, "--gateway", "http://gateway.example"])).code).to.equal(2);
    });

    it("exit 11 when they are refused or too narrow", async () => {
      const wrong = await asOfficer(verify, { SEALANE_CLIENT_SECRET: "wrong" });
      expect([wrong.code, wrong.stderr.split(":")[1]]).to.deep.equal([11, " TOKEN_REFUSED"]);
      const narrow = await sealane(verify, { env: singapore.narrowEnv });
      expect([narrow.code, narrow.stderr.split(":")[1]]).to.deep.equal([11, " AUTH_SCOPE_MISSING"]);
      expect((await sealane(verify, { env: { SEALANE_URL: singapore.url, SEALANE_TOKEN: "none" } })).code).to.equal(11);
    });

    it("in a file that others can read exit 2", async () => {
      const args = [...verify, "--gateway", singapore.url, "--token-file", folder.write("token", "a.b.c", 0o644)];
      const { code, stderr } = await sealane(args);
      expect([code, stderr.split(":")[1]]).to.deep.equal([2, " FILE_EXPOSED"]);
    });

    it("are never shown", async () => {
      const env = {
        SEALANE_URL: singapore.url,
        SEALANE_TOKEN: "planted-token",
        SEALANE_CLIENT_SECRET: "planted-secret",
      };
      for (const more of [[], ["--json"]]) {
        const { stdout, stderr } = await sealane([...verify, ...more], { env });
        expect(stdout + stderr).not.to.contain("planted");
      }
    });
  });

  it("exits 10 when the gateway is away, with the error as JSON where that is asked", async () => {
    const args = ["trace", "--consignment", UCR, "--gateway", "http://127.0.0.1:9", "--json"];
    const { code, stderr } = await sealane(args, { env: { SEALANE_TOKEN: "x" } });
    expect(code).to.equal(10);
    expect(JSON.parse(stderr)).to.deep.equal({
      error: { code: "GATEWAY_UNAVAILABLE", message: "The gateway does not answer.", exitCode: 10 },
    });
  });

  describe("doctor", () => {
    const statuses = (checks: { check: string; status: string }[]) =>
      Object.fromEntries(checks.map(({ check, status }) => [check, status]));

    it("finds chain and gateway well, and looks at all of them", async () => {
      const { rpcUrl } = network.anvil;
      await network.anvil.rpc("evm_mine");
      const { checks } = await json([
        "doctor",
        "--rpc",
        `${rpcUrl},${rpcUrl}`,
        "--directory",
        network.deployment.directory,
      ]);
      expect(statuses(checks)).to.deep.equal({
        "node version": "ok",
        "disk space": "ok",
        rpc: "ok",
        "chain id": "ok",
        genesis: "ok",
        "gas price": "ok",
        "base fee": "ok",
        "evm rules": "ok",
        "log range": "ok",
        "head age": "ok",
        directory: "ok",
        contracts: "ok",
        gateway: "ok",
        "gateway's network": "ok",
        clock: "ok",
      });
    });

    it("exits 13 with a fix for a wrong chain id, an empty directory and a node that is away", async () => {
      const { rpcUrl } = network.anvil;
      const nowhere = `0x${"ab".repeat(20)}`;
      const { checks } = await json(["doctor", "--rpc", rpcUrl, "--chain-id", "1", "--directory", nowhere], 13);
      expect(statuses(checks)).to.include({ "chain id": "fault", directory: "fault", contracts: "fault" });
      const away = await json(["doctor", "--rpc", "http://user:planted@127.0.0.1:9"], 13);
      expect(statuses(away.checks)).to.include({ rpc: "fault", "chain id": "unknown" });
      expect(JSON.stringify(away)).not.to.contain("planted");
      for (const { status, fix } of [...checks, ...away.checks]) if (status !== "ok") expect(fix).to.be.a("string");
    });

    it("exits 13 for a chain that asks money for gas", async () => {
      await network.anvil.rpc("anvil_setNextBlockBaseFeePerGas", "0x7");
      await network.anvil.rpc("evm_mine");
      const { checks } = await json(["doctor", "--rpc", network.anvil.rpcUrl], 13);
      await network.anvil.rpc("anvil_setNextBlockBaseFeePerGas", "0x0");
      await network.anvil.rpc("evm_mine");
      expect(statuses(checks)).to.include({ "base fee": "fault" });
    });

    it("exits 13 for a gateway's files that others can read", async () => {
      const keystore = folder.write("keystore", "{}", 0o644);
      const config = folder.write("config", { keystore: { path: keystore } }, 0o640);
      const { stdout, code } = await sealane(["doctor", "--config", config]);
      expect(code).to.equal(13);
      expect(stdout)
        .to.match(/✗ configuration .*mode 640/)
        .and.to.contain(`chmod 600 ${keystore}`);
    });
  });
});
