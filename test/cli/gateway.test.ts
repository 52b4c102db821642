import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Dossier } from "../../sdk/src/index.ts";
import { UCR } from "../support/gateway/papers.ts";
import { sealane } from "./support/run.ts";
import { KIND, useStation } from "./support/station.ts";

describe("sealane against a gateway", () => {
  const { folder, singapore, asOfficer, json, file, anchorNumber } = useStation();
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
    const online = ["verify", "--gateway", singapore().url, dossier];
    expect((await asOfficer(online)).code).to.equal(0);
    expect(await json(["withdraw", documentId, "--reason", "issued-in-error"])).to.include({ state: "withdrawn" });
    expect(await json(["withdraw", documentId, "--reason", "issued-in-error"])).to.include({ state: "withdrawn" });
    expect((await asOfficer(online)).code).to.equal(5);
    expect((await sealane(["verify", "--trust", trust, dossier])).code).to.equal(0);
    const [head, ...rest] = readFileSync(dossier, "utf8").split('"statement":"');
    writeFileSync(dossier, [head, `x${rest[0]}`].join('"statement":"'));
    expect((await asOfficer(online)).code).to.equal(3);
  });

  it("supersede puts a newer document in an older one's place, once", async () => {
    const documentId = await anchorNumber("OLD");
    const dossier = folder.path("old");
    await json(["prove", documentId, "--out", dossier]);
    const args = ["supersede", documentId, file("new.json", "NEW"), "--reason", "correction"];
    const result = await json(args);
    expect(result).to.include({ documentId, state: "superseded" });
    expect(await json(args)).to.deep.equal(result);
    expect((await asOfficer(["verify", "--gateway", singapore().url, dossier])).code).to.equal(6);
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
    const url = "https://gateway.example";
    expect(await json(["member", "set-url", url])).to.include({ action: "setGatewayUrl", state: "done" });
    expect((await json(["member", "list"])).items[0].gatewayUrl).to.equal(url);
    const kid = items[0].member.keys.find(({ use }: { use: string }) => use === "sealing").kid;
    const ended = await json(["member", "end-key", kid, "--no-wait"]);
    expect(ended.action).to.equal("endKey");
    expect(ended.state).to.be.oneOf(["queued", "sent", "done"]);
    const since = ["--since", "2026-01-31T12:00:00Z"];
    expect(await json(["member", "declare-compromised", kid, ...since])).to.include({
      action: "declareKeyCompromised",
      state: "done",
    });
    const { generateKeyPairSync } = await import("node:crypto");
    const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
    const path = folder.write("jwk", jwk);
    const added = await json(["member", "add-key", path, "--use", "transport", "--until", "2099-01-01"]);
    expect(added).to.include({ action: "addKey", state: "done", refusal: null });
    const backwards = ["--from", "2099-01-01", "--until", "2098-01-01", "--use", "transport"];
    const refused = await json(["member", "add-key", path, ...backwards], 11);
    expect(refused.state).to.equal("refused");
  });

  describe("credentials", () => {
    const verify = ["trust", "export", "--out", "-"];

    it("exit 2 when there are none, or they would cross a network in the clear", async () => {
      const bare = await sealane([...verify, "--gateway", singapore().url]);
      expect([bare.code, bare.stderr.split(":")[1]]).to.deep.equal([2, " CREDENTIALS_MISSING"]);
      expect((await asOfficer([...verify, "--gateway", "http://gateway.example"])).code).to.equal(2);
    });

    it("exit 11 when they are refused or too narrow", async () => {
      const wrong = await asOfficer(verify, { SEALANE_CLIENT_SECRET: "wrong" });
      expect([wrong.code, wrong.stderr.split(":")[1]]).to.deep.equal([11, " TOKEN_REFUSED"]);
      const narrow = await sealane(verify, { env: singapore().narrowEnv });
      expect([narrow.code, narrow.stderr.split(":")[1]]).to.deep.equal([11, " AUTH_SCOPE_MISSING"]);
      expect((await sealane(verify, { env: { SEALANE_URL: singapore().url, SEALANE_TOKEN: "none" } })).code).to.equal(
        11,
      );
    });

    it("in a file that others can read exit 2", async () => {
      const args = [...verify, "--gateway", singapore().url, "--token-file", folder.write("token", "a.b.c", 0o644)];
      const { code, stderr } = await sealane(args);
      expect([code, stderr.split(":")[1]]).to.deep.equal([2, " FILE_EXPOSED"]);
    });

    it("are never shown", async () => {
      const env = {
        SEALANE_URL: singapore().url,
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
});
