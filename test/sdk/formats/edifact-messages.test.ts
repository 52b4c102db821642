import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { type Hints, readDocument } from "../../../sdk/src/formats/formats.ts";
import type { KindName } from "../../../sdk/src/kinds/kinds.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";

/** A message of a type in an interchange that has no faults. */
function interchangeOf(type: string, segments: readonly string[]): Uint8Array {
  const message = [`UNH+1+${type}:D:99B:UN`, ...segments, `UNT+${segments.length + 2}+1`];
  return utf8Encode(["UNB+UNOC:3+A+B+260301:1200+R1", ...message, "UNZ+1+R1"].map((one) => `${one}'`).join("\n"));
}
const read = (type: string, segments: readonly string[], hints: Hints = {}) =>
  readDocument(interchangeOf(type, segments), hints);
const factsOf = (type: string, ...segments: string[]): Facts => read(type, segments).facts;

describe("A message of UN/EDIFACT", () => {
  const kinds: [type: string, segments: string[], hint: KindName | undefined, kind: KindName][] = [
    ["CUSDEC", ["BGM+929+1"], undefined, "declaration-import"],
    ["CUSDEC", ["BGM+830+1"], undefined, "declaration-export"],
    ["CUSDEC", ["BGM+830+1"], "declaration-reexport", "declaration-reexport"],
    ["CUSDEC", ["BGM+830+1"], "declaration-import", "declaration-export"],
    ["CUSDEC", ["BGM+821+1"], undefined, "declaration-transit"],
    ["CUSDEC", ["BGM+960+1", "GIS+24"], undefined, "declaration-transit"],
    ["CUSDEC", ["BGM+960+1", "GIS+22"], "declaration-reexport", "declaration-reexport"],
    ["CUSDEC", ["BGM+960+1", "GIS+N9"], undefined, "declaration-import"],
    ["CUSDEC", ["BGM+960+1"], "declaration-transit", "declaration-transit"],
    ["CUSDEC", [], "packing-list", "declaration-import"],
    ["CUSCAR", [], undefined, "cargo-manifest"],
    ["CUSCAR", [], "declaration-entry-summary", "declaration-entry-summary"],
    ["IFTMCS", ["BGM+704+1"], undefined, "bill-of-lading-master"],
    ["IFTMCS", ["BGM+714+1"], "bill-of-lading-master", "bill-of-lading-house"],
    ["IFTMCS", ["BGM+710+1"], undefined, "sea-waybill"],
    ["IFTMCS", ["BGM+705+1"], undefined, "bill-of-lading-master"],
    ["IFTMCS", ["BGM+705+1"], "bill-of-lading-transshipment", "bill-of-lading-transshipment"],
    ["INVOIC", [], "packing-list", "commercial-invoice"],
    ["DESADV", [], undefined, "other-document"],
    ["DESADV", [], "packing-list", "packing-list"],
  ];
  for (const [type, segments, hint, kind] of kinds) {
    it(`${type} with ${segments.join(" and ") || "no name"}, ${hint ?? "nothing"} said beside it, is ${kind}`, () => {
      expect(read(type, segments, hint ? { kind: hint } : {}).kind).to.equal(kind);
    });
  }

  const dates: [dtm: string, date: string | undefined][] = [
    ["137:20260228:102", "2026-02-28"],
    ["137:202602280000:102", "2026-02-28"],
    ["137:260228:101", "2026-02-28"],
    ["137:700101:101", "1970-01-01"],
    ["137:2602282359:201", "2026-02-28"],
    ["137:260228235959:202", "2026-02-28"],
    ["137:202602282359:203", "2026-02-28"],
    ["137:20260228235959:204", "2026-02-28"],
    ["137:202602282359?+0800:205", "2026-02-28"],
    ["137:20260230:102", undefined],
    ["137:20260228", undefined],
    ["137:26-02-28:102", undefined],
    ["137:2026W09:616", undefined],
  ];
  for (const [dtm, date] of dates) {
    it(`takes DTM+${dtm} for ${date ?? "no date, and says that it is malformed"}`, () => {
      const { facts, findings } = read("IFTMIN", [`DTM+${dtm}`]);
      expect(facts.issueDate).to.equal(date);
      const malformed = findings.filter(({ code }) => code === "FACT_MALFORMED").map(({ fact }) => fact);
      expect(malformed).to.deep.equal(date === undefined ? ["issueDate"] : []);
    });
  }

  it("states a date neither by an empty DTM, nor by that of a paper that it refers to", () => {
    expect(factsOf("IFTMIN", "DTM+137", "RFF+BM:1", "DTM+137:20260101:102")).not.to.have.property("issueDate");
  });

  it("states no port that its legs or its consignments say differently", () => {
    const legs = factsOf("IFTMIN", "TDT+20", "LOC+9+MYPKG", "TDT+20", "LOC+9+SGSIN", "LOC+11+NLRTM");
    expect(legs).not.to.have.property("portOfLoading");
    expect(legs.portOfDischarge).to.equal("NLRTM");
    expect(factsOf("CUSCAR", "CNI+1", "LOC+27+MY", "CNI+2", "LOC+27+ID")).not.to.have.property("originCountry");
  });

  it("takes no port from a party, from terms of delivery, or from one slot of a stowage plan", () => {
    expect(factsOf("IFTMIN", "NAD+CZ", "LOC+9+MYPKG", "TOD+3", "LOC+11+NLRTM")).to.deep.equal({});
    expect(factsOf("BAPLIE", "LOC+147+1::5", "LOC+9+MYPKG", "LOC+11+NLRTM")).to.deep.equal({});
  });

  it("weighs the whole before its parts, and gives no part of a total", () => {
    const parts = ["GID+1+2:CT", "MEA+AAE+G+KGM:1.5", "GID+2+3:CT", "MEA+AAE+G+KGM:2"];
    expect(factsOf("IFTMIN", ...parts)).to.include({ grossWeightKg: "3.5", packages: "5" });
    expect(factsOf("IFTMIN", "CNT+7:4:KGM", "CNT+11:9", ...parts)).to.include({ grossWeightKg: "4", packages: "9" });
    expect(factsOf("CUSCAR", "CNI+1", "MEA+AAE+AAD+KGM:7", ...parts).grossWeightKg).to.equal("7");
    expect(factsOf("IFTMIN", ...parts, "GID+3+1:CT")).not.to.have.property("grossWeightKg");
    expect(factsOf("IFTMIN", ...parts, "GID+3")).not.to.have.property("packages");
    expect(factsOf("IFTMIN", "GID+1", "MEA+AAE+G+XYZ:1.5")).not.to.have.property("grossWeightKg");
  });

  it("takes neither a tare nor a volume for a weight", () => {
    const tare = ["EQD+CN+SLMU3054383", "MEA+AAE+T+KGM:3900", "MEA+VOL++MTQ:60"];
    expect(factsOf("IFTMIN", ...tare)).to.deep.equal({ containers: ["SLMU3054383"] });
  });

  it("takes a movement reference number from the declaration's number only where it has its form", () => {
    expect(factsOf("IFTMIN", "RFF+ABT:26NL000510ABCDEF12")).to.deep.equal({ mrn: "26NL000510ABCDEF12" });
    expect(factsOf("IFTMIN", "RFF+ABT:A-1")).to.deep.equal({ relatedDocuments: [{ type: "ABT", number: "A-1" }] });
  });

  it("takes for containers only what is said to be one", () => {
    expect(factsOf("IFTMIN", "EQD+TE+TRAILER1", "EQD+CN+slmu 305438 3")).to.deep.equal({ containers: ["SLMU3054383"] });
  });

  it("states no value without a currency, and takes the paper's where the amount has none", () => {
    expect(factsOf("INVOIC", "UNS+S", "MOA+77:5")).not.to.have.property("value");
    const value = factsOf("INVOIC", "CUX+2:SGD:4", "LIN+1", "MOA+77:1", "UNS+S", "MOA+77:5,50").value;
    expect(value).to.deep.equal({ amount: "5.5", currency: "SGD" });
  });

  it("takes a status for an event only when it says what happened, and when", () => {
    const status = (code: string, ...segments: string[]) =>
      factsOf("IFTSTA", "CNI+1", `STS+1+${code}`, ...segments).custodyEvents;
    expect(status("48", "DTM+334:202603031200:203")).to.deep.equal([{ event: "load", time: "2026-03-03T12:00:00" }]);
    expect(status("48")).to.equal(undefined);
    expect(status("48", "DTM+334:20260303:102")).to.equal(undefined);
    expect(status("132", "DTM+334:202603031200:203")).to.equal(undefined);
    expect(status("toString", "DTM+334:202603031200:203")).to.equal(undefined);
  });

  it("reads on past a railway for a vessel", () => {
    expect(factsOf("IFTSTA", "TDT+1++2+25+AB:172:20+++:::NORDBAHN")).to.deep.equal({
      parties: [{ role: "carrier", identifier: "AB", scheme: "3055:20" }],
    });
  });

  it("beside others is the first, and its sender is told", () => {
    const text = "UNB+UNOC:3'UNH+1+CUSREP:D'BGM+1+A'UNT+3+1'UNH+2+CUSDEC:D'BGM+929+B'UNT+3+2'UNZ+2+'";
    const { format, facts, findings } = readDocument(utf8Encode(text), {});
    expect([format, facts]).to.deep.equal(["edifact-cusrep", { documentNumber: "A" }]);
    expect(findings.map(({ code }) => code)).to.include("EDIFACT_SEVERAL_MESSAGES");
  });

  it("of statuses adds up with others of its type", () => {
    const status = (reference: string, code: string) =>
      `UNH+${reference}+IFTSTA:D'BGM+23+${reference}'CNI+1'STS+1+${code}'DTM+334:202603031200:203'UNT+6+${reference}'`;
    const other = "UNH+9+CUSREP:D'BGM+1+X'TDT+20+1'UNT+4+9'";
    const read = (text: string) => readDocument(utf8Encode(`UNB+UNOC:3+++'${text}`), {});
    const { facts, findings } = read(`${status("1", "48")}${status("2", "24")}UNZ+2'`);
    expect(facts.custodyEvents?.map(({ event }) => event)).to.deep.equal(["load", "departure"]);
    expect(facts.documentNumber).to.equal("1");
    expect(findings.map(({ code }) => code)).not.to.include("EDIFACT_SEVERAL_MESSAGES");
    const mixed = read(`${status("1", "48")}${other}UNZ+2'`);
    expect(mixed.facts).not.to.have.property("voyage");
    expect(mixed.findings.map(({ code }) => code)).to.include("EDIFACT_SEVERAL_MESSAGES");
  });

  it("that declares goods without a detail section is weighed item by item all the same", () => {
    const items = ["CST+1", "MEA+WT+AAB+KGM:1", "CST+2", "MEA+WT+AAB+KGM:2"];
    expect(factsOf("CUSDEC", ...items).grossWeightKg).to.equal("3");
    expect(factsOf("CUSDEC", "CST+1", "MEA+WT+AAD+KGM:9", "UNS+D", ...items).grossWeightKg).to.equal("9");
  });

  it("says where in its body a fault stands", () => {
    const { body, findings } = read("CUSREP", ["BGM+1+A", "BG+X"]);
    const { pointer } = findings.find(({ code }) => code === "EDIFACT_TAG_INVALID") ?? {};
    expect(pointer).to.equal("/segments/3");
    expect((body as { segments: { tag: string }[] }).segments[3]?.tag).to.equal("BG");
  });

  it("of very many statuses, containers and seals is read in one pass over each", () => {
    const statuses = Array.from({ length: 50_000 }, () => ["STS+1+48", "DTM+334:202603031200:203"]);
    const containers = Array.from({ length: 50_000 }, (_, i) => [`EQD+CN+C${i}`, `SEL+S${i}`]);
    const times = Array.from({ length: 200_000 }, () => "DTM+334");
    const { custodyEvents } = read("IFTSTA", ["CNI+1", statuses, containers, times].flat(2)).facts;
    expect(custodyEvents).to.have.length(99_999);
    expect(custodyEvents?.at(-1)).to.deep.include({ container: "C49999", seals: ["S49999"] });
  });

  it("of more fields than a document can have is kept whole, and its facts are read all the same", () => {
    const slots = Array.from({ length: 5000 }, (_, i) => [
      `LOC+147+${i}::5`,
      "MEA+WT++KGM:1000",
      `EQD+CN+SLMU${String(i).padStart(7, "0")}+45G1+++5`,
    ]);
    const { body, facts, findings } = read("BAPLIE", ["BGM++P1+9", ...slots.flat()]);
    expect(body).to.deep.equal({});
    expect(facts.containers).to.have.length(5000);
    expect(facts.grossWeightKg).to.equal("5000000");
    expect(findings.map(({ code }) => code)).to.include("EDIFACT_TOO_MANY_FIELDS");
  });
});
