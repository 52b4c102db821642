import { expect } from "chai";
import { makeFolder, sealane } from "./support/run.ts";

const BILL = {
  sealane: "bill-of-lading-master",
  documentNumber: "B-1",
  containers: ["SLMU4012330"],
  grossWeightKg: 1000,
};
const PACKING = { sealane: "packing-list", documentNumber: "P-1", grossWeightKg: 1000 };

describe("sealane inspect", () => {
  let folder: ReturnType<typeof makeFolder>;
  const inspect = (line: string, stdin = "") =>
    sealane(["inspect", ...line.split(" ")], { stdin, env: { XDG_DATA_HOME: folder.path("data") } });
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => folder.remove());

  it("says of each file its format, kind, facts and findings, with a wrong check digit among them", async () => {
    const { code, stdout } = await inspect(`--json ${folder.write("bill", BILL)}`);
    expect(code).to.equal(0);
    const [file] = JSON.parse(stdout).files;
    expect(file).to.include({
      format: "sealane-json",
      kind: "bill-of-lading-master",
      exitCode: 0,
      mediaType: "application/json",
    });
    expect(file.facts).to.deep.include({ containers: ["SLMU4012330"], grossWeightKg: "1000" });
    expect(file.findings.map((one: { code: string }) => one.code)).to.include("FACT_MISSING");
    expect(file.codes[0]).to.include({
      ...{ code: "CODE_CHECK_DIGIT_WRONG", verdict: "invalid", check: "container-number", fact: "containers" },
      value: "SLMU4012330",
    });
  });

  it("reads XML, stdin and what no format knows, and ends with 0 where all are recognised", async () => {
    const xml = folder.write("ticket.xml", "<Ticket><Gross>1</Gross></Ticket>");
    const pdf = folder.write("scan", "%PDF-1.7");
    const { code, stdout } = await inspect(`--json ${xml} ${pdf} -`, JSON.stringify(PACKING));
    const files = JSON.parse(stdout).files as { format: string; kind: string | null }[];
    expect([code, files.map(({ format, kind }) => `${format} ${kind}`)]).to.deep.equal([
      0,
      ["xml other-document", "opaque null", "sealane-json packing-list"],
    ]);
  });

  it("ends with 12 when one is refused, says why, and still says what the others are", async () => {
    const broken = folder.write("broken", "{");
    const doctype = folder.write("doctype", "<!DOCTYPE a><a/>");
    const text = folder.write("text", "hello");
    const { code, stdout } = await inspect(
      `--json ${broken} ${doctype} ${text} ${folder.path("none")} ${folder.write("p", PACKING)}`,
    );
    const said = JSON.parse(stdout).files.map(
      (file: { error?: { code: string }; kind?: string }) => file.error?.code ?? file.kind,
    );
    expect([code, said]).to.deep.equal([
      12,
      ["JSON_SYNTAX", "XML_DOCTYPE", "FORMAT_UNKNOWN", "FILE_NOT_READABLE", "packing-list"],
    ]);
  });

  it("judges files together, and ends with 14 when they contradict each other", async () => {
    const bill = folder.write("bill", BILL);
    const alike = await inspect(`--together ${bill} ${folder.write("packing", PACKING)}`);
    expect(alike).to.deep.include({ code: 0 });
    expect(alike.stdout).to.include("Consignment: VALID");
    const other = await inspect(`--together ${bill} ${folder.write("packing", { ...PACKING, grossWeightKg: 1500 })}`);
    expect(other.code).to.equal(14);
    expect(other.stdout)
      .to.match(/GROSS_WEIGHTS_DIFFER/)
      .and.match(/packing: grossWeightKg "1500"/);
  });

  it("shows no control characters of a paper on the terminal", async () => {
    const { stdout } = await inspect(folder.write("p", { ...PACKING, documentNumber: "P\u001b[2J-1" }));
    expect(stdout).to.include("P\ufffd[2J-1").and.not.to.include("\u001b");
  });

  it("takes the kind of what does not say it, and refuses one that there is not", async () => {
    const pdf = folder.write("scan", "%PDF-1.7");
    expect(JSON.parse((await inspect(`--json --kind packing-list ${pdf}`)).stdout).files[0].kind).to.equal(
      "packing-list",
    );
    expect((await inspect(`--kind parcel ${pdf}`)).code).to.equal(2);
  });
});
