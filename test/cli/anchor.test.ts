import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { UCR } from "../support/gateway/papers.ts";
import { KIND, useStation } from "./support/station.ts";

describe("sealane anchor", () => {
  const { folder, asOfficer, json, file } = useStation();
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
    const args = ["anchor", `${papers}/a.json`, "--kind", KIND, "--consignment", "OTHER", "--state", folder.path("s")];
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
