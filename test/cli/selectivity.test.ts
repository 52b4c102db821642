import { writeFileSync } from "node:fs";
import { kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { originalOf } from "../support/gateway/papers.ts";
import { useConsortium } from "./support/station.ts";

const PROFILE = {
  ...{ name: "cheap-cars", title: "Cheap cars", reason: "Undervalued before.", lane: "red", score: 0.7 },
  rule: 'any hsCodes (it starts-with "8703") and unitPrice < 0.5',
};
const CAR = {
  hsCodes: ["870323"],
  netWeightKg: "1000",
  value: { amount: "400", currency: "EUR" },
  customsOffice: "SGSIN",
};

describe("sealane profile and sealane lane", function () {
  this.timeout(120_000);
  const { desks, folder, network } = useConsortium(["singapore", "rotterdam"]);
  const { singapore, rotterdam } = desks;
  before(() => network().registrar("accredit", 1, kindByName("declaration-import").code, 0, 4_000_000_000));

  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(folder.path(name), content);
    return folder.path(name);
  };
  const profileFile = (changes: object = {}): string =>
    file(`profile-${JSON.stringify(changes).length}.json`, JSON.stringify({ ...PROFILE, ...changes }));

  it("validates a profile without a gateway, and names each place that is wrong with exit code 12", async () => {
    expect((await singapore.asOfficer(["profile", "validate", profileFile()])).stdout).to.contain("well formed");
    const bad = profileFile({ rule: 'any hsCodes (it starts-with "8703")\n and weight < 5', lane: "purple" });
    const { code, stdout } = await singapore.asOfficer(["profile", "validate", bad]);
    expect([code, stdout]).to.deep.equal([12, '/rule, line 2, column 6: There is no field "weight".\n']);
    const { code: other } = await singapore.asOfficer(["profile", "draft", profileFile({ lane: "purple" })]);
    expect(other).to.equal(12);
  });

  it("drafts, refuses the author's own approval with exit code 11, and hands a signed profile on", async () => {
    const draft = await singapore.json(["profile", "draft", profileFile()]);
    expect(draft).to.include({ state: "draft", version: 1 });
    const refused = await singapore.asOfficer(["profile", "approve", "cheap-cars", "--version", "1"]);
    expect([refused.code, refused.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 11 && /SECOND_PERSON/.test(text),
    );
    const { items } = await singapore.json(["profile", "list", "--state", "draft"]);
    expect(items.map(({ name }: { name: string }) => name)).to.deep.equal(["cheap-cars"]);
    expect((await singapore.asOfficer(["profile", "export", "cheap-cars"])).code).to.equal(2);
    const none = file("none.jws", "nothing");
    expect((await rotterdam.asOfficer(["profile", "import", none])).code).to.equal(11);
  });

  it("shows the lane of a declaration, lets officers work it, and counts what came of it", async () => {
    const path = file("car.json", originalOf("declaration-import", "CAR-1", CAR));
    const anchored = await singapore.json(["anchor", path, "--state", folder.path("car.state")]);
    const documentId = anchored.files[0].documentId as string;
    const queued = async () => (await singapore.json(["lane", "queue", "--state", "all", "--office", "SGSIN"])).items;
    for (let attempt = 0; attempt < 80 && (await queued()).length === 0; attempt++)
      await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await queued())[0]).to.include({ documentId, lane: "green", reasonCategory: "none" });
    expect((await singapore.asOfficer(["lane", "show", documentId])).stdout).to.contain(
      "green: Nothing speaks against",
    );
    const explained = await singapore.asOfficer(["lane", "explain", documentId, "--profile", "cheap-cars"]);
    expect(explained.stdout)
      .to.match(/hits/)
      .and.to.match(/true +unitPrice < 0\.5 +unitPrice = 0\.4/);
    const tried = await singapore.json(["profile", "try", profileFile()]);
    expect(tried).to.include({ declarations: 1, hits: 1, addedLoad: 1, precision: null });
    const outcome = ["--result", "wrong", "--finding", "undervaluation", "--amount", "duty=120.50EUR"];
    const { outcomes } = await singapore.json(["lane", "outcome", documentId, ...outcome]);
    expect(outcomes[0]).to.deep.include({
      result: "wrong",
      amounts: [{ sort: "duty", amount: "120.50", currency: "EUR" }],
    });
    expect((await singapore.asOfficer(["lane", "reroute", documentId, "red", "--reason", "Late."])).code).to.equal(11);
    expect((await singapore.json(["lane", "figures"])).all).to.include({ declarations: 1, inspected: 1, wrong: 1 });
    expect((await singapore.asOfficer(["lane", "figures"])).stdout).to.contain("100.0 %");
  });

  it("shows and sets rates, capacities and checklists", async () => {
    const { settings, checklists } = await singapore.json(["lane", "settings"]);
    const next = { settings: { ...settings, alertWeight: 0.3 }, checklists };
    const set = await singapore.json(["lane", "set", file("lanes.json", JSON.stringify(next))]);
    expect(set).to.deep.include({ version: 1, settings: next.settings, checklists });
    expect((await singapore.asOfficer(["lane", "settings"])).stdout).to.contain("from weight 0.3");
    const wrong = { settings: { ...settings, expectedRates: { red: 0.9, yellow: 0.9, blue: 0 } } };
    const refused = await singapore.asOfficer(["lane", "set", file("wrong.json", JSON.stringify(wrong))]);
    expect(refused.stderr).to.contain("LANE_SETTINGS_INVALID");
  });

  it("is called wrongly with exit code 2: no id, no lane, no reason, no amount", async () => {
    const id = "ab".repeat(32);
    const LINES = ["lane show nothing", `lane reroute ${id} purple --reason x`, `lane reroute ${id} red`];
    const more = [
      `lane outcome ${id} --result bad`,
      `lane outcome ${id} --result wrong --amount 5`,
      "profile approve x",
    ];
    for (const line of [...LINES, ...more]) expect((await singapore.asOfficer(line.split(" "))).code, line).to.equal(2);
  });
});
