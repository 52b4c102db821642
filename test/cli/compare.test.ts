import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { originalOf } from "../support/gateway/papers.ts";
import { useConsortium } from "./support/station.ts";

describe("sealane compare", function () {
  this.timeout(120_000);
  const { desks, folder } = useConsortium(["singapore", "rotterdam"]);
  const { singapore, rotterdam } = desks;
  let [mine, theirs]: string[] = [];
  before(async () => {
    theirs = await anchored("singapore", "re-export-certificate", { originCountry: "VN", vessel: "EVER CALM" });
    mine = await anchored("rotterdam", "declaration-import", { originCountry: "CN", vessel: "EVER CALM" });
  });

  async function anchored(
    name: "singapore" | "rotterdam",
    kind: Parameters<typeof originalOf>[0],
    facts: object,
  ): Promise<string> {
    const path = folder.path(`${name}.json`);
    writeFileSync(path, originalOf(kind, name.toUpperCase(), facts));
    const args = ["anchor", path, "--state", folder.path(`${name}.state`)];
    return (await desks[name].json(args)).files[0].documentId;
  }
  /** Rotterdam asks for a case, and singapore grants it. */
  async function granted(): Promise<void> {
    const { requestId } = await rotterdam.json([
      ...["request", "make", "--holder", "1", "--document", theirs as string, "--scope", "comparison"],
      ...["--purpose", "investigation", "--case", "NL 17"],
    ]);
    const grant = ["request", "grant", requestId, "--until", "2099-01-01", "--scope", "comparison"];
    for (let attempt = 0; attempt < 60; attempt++) {
      const { code } = await singapore.asOfficer([...grant, "--json"]);
      if (code === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error("The request is not granted.");
  }
  const comparing = (...more: string[]) => [
    "compare",
    "--document",
    mine as string,
    "--with",
    theirs as string,
    ...more,
  ];

  it("ends with refused where no grant lets papers be compared", async () => {
    const { code, stderr } = await rotterdam.asOfficer(comparing());
    expect(stderr).to.include("COMPARISON_NOT_GRANTED");
    expect(code).to.equal(11);
  });

  it("ends with usage for an id or a fact that is none, or with what does not go together", async () => {
    const wrong = [comparing("--facts", "colour"), comparing("--grant", "1"), ["compare"]];
    wrong.push(["compare", "--opened", mine as string, "--with", theirs as string]);
    for (const args of wrong) expect((await rotterdam.asOfficer(args)).code, args.join(" ")).to.equal(2);
  });

  it("shows what differs to both, and ends with contradicted; with 0 where all agrees", async () => {
    await granted();
    const compared = await rotterdam.json(comparing(), 14);
    expect(compared.differ).to.deep.equal([{ fact: "originCountry", mine: "CN", theirs: "VN" }]);
    expect(compared.agree).to.include.members(["ucr", "vessel"]);
    const opened = await singapore.json(["compare", "--opened", compared.comparisonId], 14);
    expect(opened.differ).to.deep.equal([{ fact: "originCountry", mine: "VN", theirs: "CN" }]);
    expect(opened).to.include({ memberId: 2, documentId: theirs, otherDocumentId: mine });
    const text = await rotterdam.asOfficer(comparing("--facts", "originCountry,vessel,value"));
    expect(text.stdout.trim().split("\n")).to.deep.equal([
      "1 facts differ:",
      '  ! originCountry: ours "CN", theirs "VN"',
      "  = vessel",
      "  ? value: our paper does not state it",
    ]);
    expect((await rotterdam.asOfficer(comparing("--facts", "vessel"))).code).to.equal(0);
    expect((await rotterdam.asOfficer(comparing("--facts", "documentNumber"))).code).to.equal(14);
    const { code, stdout } = await singapore.asOfficer(["receipts", "--document", theirs as string, "--json"]);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout).items).to.have.length(4);
  });
});
