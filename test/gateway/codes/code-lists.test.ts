import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CodeListName, keptListFiles, keptOrigin, readCodeList } from "@sealane/sdk";
import { expect } from "chai";
import { codeFindings } from "../../../node-gateway/src/codes/code-findings.ts";
import { openCodeLists } from "../../../node-gateway/src/codes/code-lists.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { admit, openMember, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf } from "../../support/gateway/papers.ts";

const PLACES = "country,location,name\nSG,SIN,Singapore\n";

/** Writes what `sealane codes import` writes. */
function keep(folder: string, name: CodeListName, text: string, written = text): void {
  const bytes = Buffer.from(text);
  const list = readCodeList(name, bytes, "2024-10-01");
  const files = keptListFiles(list);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, files.bytes), written);
  writeFileSync(join(folder, files.origin), keptOrigin(list));
}

describe("the code lists of a gateway", () => {
  let folder: string;
  let told: CodeListName[];
  const open = () => openCodeLists(folder, (name) => told.push(name));
  const namesIn = async (lists: ReturnType<typeof open>) => (await lists.current()).map(({ name }) => name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sealane-codes-"));
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are none where no folder is", async () => {
    expect(await namesIn(openCodeLists(join(folder, "none"), () => undefined))).to.deep.equal([]);
  });

  it("count from when they are imported, without a new start", async () => {
    const lists = open();
    expect(await namesIn(lists)).to.deep.equal([]);
    keep(folder, "unlocode", PLACES);
    expect((await lists.current())[0]?.has("NLRTM")).to.equal(false);
    keep(folder, "unlocode", `${PLACES}NL,RTM,Rotterdam\n`);
    expect((await lists.current())[0]?.has("NLRTM")).to.equal(true);
    expect(told).to.deep.equal([]);
  });

  it("leave out one that was changed since it was imported, and tell it once", async () => {
    keep(folder, "unlocode", PLACES, PLACES.replace("SIN", "SIM"));
    keep(folder, "hs", "hscode,description\n01,Animals\n");
    const lists = open();
    expect(await namesIn(lists)).to.deep.equal(["hs"]);
    await lists.current();
    expect(told).to.deep.equal(["unlocode"]);
  });

  it("leave out one whose bytes are gone, or of which nothing can be read", async () => {
    keep(folder, "unlocode", PLACES);
    rmSync(join(folder, keptListFiles(readCodeList("unlocode", Buffer.from(PLACES), "2024-10-01")).bytes));
    writeFileSync(join(folder, "hs.json"), "{}");
    expect(await namesIn(open())).to.deep.equal([]);
    expect([...told].sort()).to.deep.equal(["hs", "unlocode"]);
  });

  it("give findings that name the list and not the code", async () => {
    keep(folder, "unlocode", PLACES);
    const { sha256, date } = readCodeList("unlocode", Buffer.from(PLACES), "2024-10-01");
    const findings = await codeFindings(open(), { portOfLoading: "SGSIN", portOfDischarge: "XXXXX" });
    expect(findings).to.have.length(1);
    expect(findings[0]).to.deep.include({ code: "CODE_NOT_LISTED", fact: "portOfDischarge" });
    expect(findings[0]?.list).to.deep.equal({ name: "unlocode", date, sha256 });
    expect(JSON.stringify(findings)).not.to.contain("XXXXX");
  });
});

describe("a paper with a wrong check digit", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  before(async () => {
    network = await deployNetwork();
    await admit(network, "exporter");
    exporter = await openMember(network, "exporter");
  });
  after(async () => {
    await exporter?.close();
    await network?.stop();
  });

  it("is taken in, with a finding beside it", async () => {
    const original = originalOf("packing-list", "PL-1", { containers: ["MSKU9070322", "MSKU9070323"] });
    const view = await submitDocument(exporter.gateway, { actor: "officer", idempotencyKey: "PL-1", original });
    expect(view.state).to.equal("accepted");
    const codes = view.findings.filter(({ code }) => String(code).startsWith("CODE_"));
    expect(codes).to.have.length(1);
    expect(codes[0]).to.deep.include({ code: "CODE_CHECK_DIGIT_WRONG", fact: "containers", verdict: "invalid" });
  });

  it("has a finding of an imported list from then on", async () => {
    keep(join(exporter.gateway.dataDir, "code-lists"), "unlocode", PLACES);
    const original = originalOf("packing-list", "PL-2", { portOfLoading: "SGXXX" });
    const { findings } = await submitDocument(exporter.gateway, { actor: "officer", idempotencyKey: "PL-2", original });
    expect(findings.map(({ code }) => String(code))).to.include("CODE_NOT_LISTED");
  });
});
