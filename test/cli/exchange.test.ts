import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { indicatorId, readStix } from "../../sdk/src/index.ts";
import { makeFolder, sealane } from "./support/run.ts";
import { useConsortium } from "./support/station.ts";

const GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const idOf = (number: number) => `indicator--00000000-0000-4000-8000-00000000000${number}`;
const indicator = (number: number, change: object = {}) => ({
  ...{ type: "indicator", spec_version: "2.1", id: idOf(number), name: "A bad invoice", pattern_type: "stix" },
  ...{ created: "2026-01-01T00:00:00.000Z", modified: "2026-01-01T00:00:00.000Z", valid_from: "2026-01-01T00:00:00Z" },
  ...{ pattern: `[file:hashes.'SHA-256' = '${"ab".repeat(32)}']`, object_marking_refs: [GREEN], ...change },
});
const bundleOf = (...objects: object[]) => ({ type: "bundle", objects });
const EVENT = {
  Event: {
    ...{ uuid: "5f0c", info: "Cigarettes in furniture", Tag: [{ name: "tlp:amber" }] },
    Attribute: [{ uuid: "1", type: "text", comment: "container number", value: "MSKU9070323", to_ids: true }],
  },
};

describe("sealane alert import", () => {
  const folder = makeFolder();
  after(() => folder.remove());
  const feed = folder.write("feed.json", bundleOf(indicator(1), indicator(2), indicator(3, { pattern: "[a:b = 1]" })));
  const event = folder.write("event.json", EVENT);
  const imported = (...args: string[]) => sealane(["alert", "import", ...args]);

  it("shows what a bundle tells, and what of it is left out and why", async () => {
    const { code, stdout } = await imported(feed);
    expect(code).to.equal(0);
    for (const said of [idOf(1), idOf(2), "A bad invoice", "green", idOf(3), "says something that no indicator"])
      expect(stdout).to.include(said);
    const { drafts, left } = JSON.parse((await imported(feed, "--json")).stdout);
    expect([drafts.length, left.length]).to.deep.equal([2, 1]);
  });

  it("writes an event of MISP as a draft to be sent, which is for whom the command says", async () => {
    const out = folder.path("draft.json");
    const { code, stdout } = await imported(event, "--to", "4", "--to", "1", "--out", out);
    expect([code, stdout]).to.deep.equal([0, `${out}: a draft marked amber\n`]);
    const draft = JSON.parse(readFileSync(out, "utf8"));
    expect(draft).to.deep.include({ tlp: "amber", sharedWith: { members: [1, 4], group: null } });
    expect(draft.patterns).to.deep.equal([{ containers: ["MSKU9070323"] }]);
    expect((await imported(event, "--out", out)).code, "it is there already").to.equal(2);
  });

  it("writes the one of many that is named, and none when none is", async () => {
    const [named, unnamed] = [folder.path("named.json"), folder.path("unnamed.json")];
    expect((await imported(feed, "--source", idOf(2), "--out", named)).code).to.equal(0);
    expect(JSON.parse(readFileSync(named, "utf8"))).not.to.have.property("sharedWith");
    const refused = await imported(feed, "--out", unnamed);
    expect([refused.code, refused.stderr.includes("There are 2 drafts")]).to.deep.equal([2, true]);
    expect((await imported(feed, "--source", idOf(2))).code).to.equal(2);
  });

  it("refuses what is neither", async () => {
    const { code, stderr } = await imported(folder.write("other.json", { report: 1 }));
    expect(stderr).to.include("MISP_INVALID");
    expect(code).not.to.equal(0);
  });
});

describe("sealane alert export", function () {
  this.timeout(120_000);
  const { desks, folder } = useConsortium(["singapore", "rotterdam"]);
  const { singapore } = desks;

  it("writes alerts as a bundle that is read again, all of them or those that are named", async () => {
    const validUntilSeconds = Math.floor(Date.now() / 1_000) + 30 * 86_400;
    const parties = [{ role: null, name: "Ghost Trading", identifier: null, scheme: null, country: null }];
    const ids: string[] = [];
    for (const container of ["MSKU9070323", "TGHU1234567"]) {
      const path = folder.path("alert.json");
      const draft = {
        ...{ category: "drugs", modus: "In furniture.", reason: "Found so.", patterns: [{ containers: [container] }] },
        ...{ nominal: [{ pattern: 0, parties }], action: "inspect", source: "B", credibility: 2, tlp: "amber" },
        ...{ sharedWith: { members: [2], group: null }, validUntilSeconds },
      };
      writeFileSync(path, JSON.stringify(draft));
      ids.push((await singapore.json(["alert", "send", path, "--to", "2"])).alertId);
    }
    const out = folder.path("alerts.stix.json");
    const { objects } = await singapore.json(["alert", "export", "--out", out]);
    const bundle = JSON.parse(readFileSync(out, "utf8"));
    expect(bundle.objects).to.have.length(objects);
    const taken = readStix(bundle, { now: validUntilSeconds - 1 });
    expect(taken.left).to.deep.equal([]);
    expect(taken.alerts.map(({ id }) => id)).to.deep.equal(ids.map(indicatorId));
    expect(JSON.stringify(bundle)).not.to.include("Ghost");
    const one = await singapore.asOfficer(["alert", "export", ids[1] as string]);
    const types = JSON.parse(one.stdout).objects.map(({ type }: { type: string }) => type);
    expect(types).to.deep.equal([
      ...["identity", "extension-definition", "marking-definition", "identity"],
      "indicator",
    ]);
    expect((await singapore.asOfficer(["alert", "export", "ab".repeat(32)])).code).to.equal(2);
    expect((await singapore.json(["alert", "drafts"])).items).to.deep.equal([]);
  });
});
