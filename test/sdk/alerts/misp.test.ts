import { expect } from "chai";
import { type JsonObject, readMisp } from "../../../sdk/src/index.ts";
import { codeOf } from "../../support/refusal.ts";
import { DAY_SECONDS, ISSUED_AT } from "../../support/sdk/alerts.ts";

const now = ISSUED_AT;
let uuids = 0;
const attribute = (type: string, value: string, more: JsonObject = {}): JsonObject => {
  uuids += 1;
  return { uuid: `attribute-${uuids}`, type, value, to_ids: true, category: "Other", ...more };
};
const container = (value: string) => attribute("text", value, { comment: "Container number" });
const tag = (name: string): JsonObject => ({ name });
const eventOf = (change: JsonObject = {}): JsonObject => ({
  Event: {
    ...{ uuid: "5f0c", info: "Cigarettes in furniture", date: "2026-09-01", Attribute: [container("mskU 907032-3")] },
    ...{ Tag: [tag("tlp:green")], ...change },
  },
});
const read = (change: JsonObject) => readMisp(eventOf(change), { now });
const draftOf = (change: JsonObject) => read(change).drafts[0]?.draft;
const reasons = (change: JsonObject): string[] => read(change).left.map(({ reason }) => reason);

describe("an event of MISP", () => {
  it("becomes a draft with what it says of goods and papers, and its texts as the reason", () => {
    const Attribute = [
      ...[container("MSKU9070323"), container("TGHU1234567"), attribute("sha256", "AB".repeat(32))],
      ...[attribute("filename|sha256", `invoice.pdf|${"cd".repeat(32)}`)],
      attribute("comment", "Seen twice at the gate.", { to_ids: false }),
    ];
    const draft = draftOf({ Attribute });
    expect(draft).to.deep.include({
      modus: "Cigarettes in furniture",
      reason: "Seen twice at the gate.",
      tlp: "green",
    });
    expect(draft?.patterns).to.deep.equal([
      { containers: ["MSKU9070323", "TGHU1234567"] },
      { documents: ["ab", "cd"].map((byte) => ({ number: null, digest: byte.repeat(32) })) },
    ]);
    expect(draft?.validFromSeconds).to.equal(Date.UTC(2026, 8, 1) / 1_000);
    expect(draft?.validUntilSeconds).to.equal(now + 180 * DAY_SECONDS);
  });

  it("has to be met as a whole where an object holds its attributes together, and not at all where one is not known", () => {
    const relation = (name: string, value: string) => attribute("text", value, { object_relation: name });
    const object = [relation("container-number", "MSKU9070323"), relation("hs-code", "2402.20")];
    expect(draftOf({ Attribute: [], Object: [{ Attribute: object }] })?.patterns).to.deep.equal([
      { containers: ["MSKU9070323"], hsCodes: ["240220"] },
    ]);
    const unknown = [...object, attribute("ip-dst", "10.0.0.1")];
    expect(draftOf({ Attribute: [], Object: [{ Attribute: unknown }] })).to.equal(undefined);
    expect(reasons({ Object: [{ Attribute: unknown }] })).to.include(
      "Not all of what its object looks for is known here.",
    );
  });

  it("is marked as strictly as the strictest of its tags, and for single persons without one that is known", () => {
    const tlpOf = (...names: string[]) => draftOf({ Tag: names.map(tag) })?.tlp;
    expect(tlpOf("tlp:white")).to.equal("clear");
    expect(tlpOf("tlp:green", "TLP:AMBER+STRICT", "tlp:amber")).to.equal("amber+strict");
    expect(tlpOf("tlp:green", "tlp:ex:chr")).to.equal("red");
    expect(tlpOf("osint:source")).to.equal("red");
    const Attribute = [{ ...container("MSKU9070323"), Tag: [tag("tlp:red")] }];
    expect(draftOf({ Attribute })?.tlp, "a tag of one attribute").to.equal("red");
  });

  it("keeps its Admiralty grade and category, and is graded as not to be judged without one", () => {
    const Tag = [
      ...[tag('admiralty-scale:source-reliability="b"'), tag('admiralty-scale:information-credibility="3"')],
      tag("customs-drugs"),
    ];
    expect(draftOf({ Tag })).to.include({ source: "B", credibility: 3, category: "drugs" });
    expect(draftOf({})).to.include({ source: "F", credibility: 6, category: "other" });
  });

  it("tells nothing of whom it means, and names what it left out without repeating it", () => {
    const Attribute = [
      ...[container("MSKU9070323"), attribute("passport-number", "P1234567"), attribute("ip-dst", "10.0.0.1")],
      ...[attribute("text", "Ghost Trading", { category: "Person", to_ids: false }), container("")],
      { ...container("TGHU1234567"), deleted: true },
    ];
    const taken = read({ Attribute });
    expect(taken.drafts[0]?.draft.patterns).to.deep.equal([{ containers: ["MSKU9070323"] }]);
    expect(taken.left).to.have.length(4);
    expect(JSON.stringify(taken)).not.to.match(/P1234567|Ghost|10\.0\.0\.1|TGHU/);
  });

  it("is left out when it says nothing to look for", () => {
    expect(read({ Attribute: [attribute("comment", "x", { to_ids: false })] }).drafts).to.deep.equal([]);
    expect(reasons({ Attribute: [] })[0]).to.match(/nothing of goods or papers/);
  });
});

describe("reading events of MISP", () => {
  it("takes one, a list, and the answer of a search", () => {
    const [one, two] = [eventOf(), eventOf({ uuid: "6a1d" })];
    for (const input of [[one, two], { response: [one, two] }])
      expect(readMisp(input, { now }).drafts.map(({ id }) => id)).to.deep.equal(["5f0c", "6a1d"]);
    expect(readMisp(one, { now }).drafts).to.have.length(1);
  });

  it("refuses what is no event, and too much of anything", () => {
    const codeOfReading = (input: Parameters<typeof readMisp>[0]) => codeOf(() => readMisp(input, { now }));
    for (const input of [null, {}, [], { Event: 1 }, { response: {} }, Array(501).fill(eventOf())])
      expect(codeOfReading(input)).to.equal("MISP_INVALID");
    expect(codeOfReading(eventOf({ Attribute: Array(5_001).fill({}) }))).to.equal("MISP_INVALID");
  });
});
