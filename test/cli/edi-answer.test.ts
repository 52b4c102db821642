import { readFileSync } from "node:fs";
import { expect } from "chai";
import { readDocument, readInterchange } from "../../sdk/src/index.ts";
import { makeFolder, sealane } from "./support/run.ts";

const DECLARATION = "UNB+UNOC:3+TRADER+CUSTOMS+260301:1200+R1'UNH+1+CUSDEC:D:96B:UN'BGM+929+N7'UNT+9+1'UNZ+1+R1'";

describe("sealane edi answer", () => {
  const answer = (...args: string[]) => sealane(["edi", "answer", "-", ...args], { stdin: DECLARATION });

  it("rejects the message that has a fault, and says under --json which", async () => {
    const { code, stdout } = await answer("--reference", "C7", "--json");
    const said = JSON.parse(stdout);
    expect([code, said.type]).to.deep.equal([0, "CONTRL"]);
    expect(said.findings.map((one: { code: string }) => one.code)).to.deep.equal(["EDIFACT_UNT_COUNT"]);
    expect(said.answer)
      .to.match(/^UNA:\+\.\? 'UNB\+UNOC:3\+CUSTOMS\+TRADER\+\d{6}:\d{4}\+C7'/)
      .and.include("UCI+R1+TRADER+CUSTOMS+7'UCM+1+CUSDEC:D:96B:UN+4+29+UNT+2'");
  });

  it("acknowledges what is let pass, and rejects the whole for another reason", async () => {
    const passed = await answer("--pass", "EDIFACT_UNT_COUNT");
    expect(passed.stdout).to.include("UCI+R1+TRADER+CUSTOMS+7'UNT+3+1'");
    const rejected = await answer("--reject", "23");
    expect(rejected.stdout).to.include("UCI+R1+TRADER+CUSTOMS+4+23'UNT+3+1'");
  });

  it("says what became of a declaration, in a file that is read again", async () => {
    const folder = makeFolder();
    try {
      const out = folder.path("answer.edi");
      const { code, stdout } = await answer("--decision", "released", "--mrn", "26NL000510ABCDEF12", "--out", out);
      expect([code, stdout]).to.deep.equal([0, `${out}: CUSRES\n`]);
      const { kind, facts } = readDocument(new Uint8Array(readFileSync(out)), {});
      expect(kind).to.equal("customs-response");
      expect(facts).to.include({ documentNumber: "N7", mrn: "26NL000510ABCDEF12", status: "4" });
      expect((await answer("--out", out)).code).to.equal(2);
    } finally {
      folder.remove();
    }
  });

  it("takes the reasons of a rejection with their texts", async () => {
    const { stdout } = await answer("--decision", "rejected", "--reason", "E1", "--reason", "E2:HS code: unknown");
    const { segments } = readInterchange(new TextEncoder().encode(stdout));
    const said = segments
      .filter(({ tag }) => tag === "ERC" || tag === "FTX")
      .map(({ elements }) => elements.at(-1)?.[0]);
    expect(said).to.deep.equal(["HS code: unknown", "E1", "E2"]);
  });

  const refused: [title: string, args: string[]][] = [
    ["a decision that is none", ["--decision", "maybe"]],
    ["a number without a decision", ["--mrn", "26NL000510ABCDEF12"]],
    ["a syntax error beside a decision", ["--decision", "released", "--reject", "7"]],
    ["an error code that is none", ["--reject", "seven"]],
    ["a reference that is too long", ["--reference", "123456789012345"]],
    ["a reference with a separator", ["--reference", "A+B"]],
  ];
  for (const [title, args] of refused) {
    it(`refuses ${title} with 2`, async () => {
      const { code, stdout, stderr } = await answer(...args);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.include("USAGE_INVALID");
    });
  }

  it("ends with 12 for what is no interchange", async () => {
    const { code, stderr } = await sealane(["edi", "answer", "-"], { stdin: "ISA*00*" });
    expect(code).to.equal(12);
    expect(stderr).to.include("EDIFACT_SYNTAX");
  });
});
