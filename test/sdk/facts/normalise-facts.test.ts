import { expect } from "chai";
import fc from "fast-check";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { FACT_FORMS, normaliseFacts, readFacts } from "../../../sdk/src/facts/validate.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";

/** For each fact: a value as people state it, its normal form, and values that are not of its form. */
const FORMS: { [Name in keyof Required<Facts>]: [stated: unknown, normal: Facts[Name], ...wrong: unknown[]] } = {
  documentNumber: ["  SG-1 \n 2 ", "SG-1 2", "", "  ", 5, "x".repeat(4097)],
  ucr: ["6my kelapa-88", "6MYKELAPA-88", " ", {}],
  mrn: ["24nl00051035a1b2c3 ", "24NL00051035A1B2C3", []],
  containers: [["slmu 4012337", "SLMU3054383", "SLMU4012337"], ["SLMU3054383", "SLMU4012337"], [], "SLMU3054383", [5]],
  seals: [["sl-2", "SL-1"], ["SL-1", "SL-2"], [null]],
  hsCodes: [["9401.53", "940153", "0405-20"], ["040520", "940153"], ["9"], ["94O153"], ["1".repeat(13)]],
  descriptions: [["b  b", "a"], ["b b", "a"], [""]],
  quantities: [[{ value: "310.50", unit: "nar" }], [{ value: "310.5", unit: "NAR" }], [{ value: "1" }], ["1 NAR"]],
  grossWeightKg: [11704.04, "11704.04", -1, "1 t", Number.NaN],
  netWeightKg: ["1.50", "1.5", "-1", "one"],
  packages: ["0326", "326", "-1", [326]],
  originCountry: ["my", "MY", "MYS", "Malaysia"],
  dispatchCountry: ["sg", "SG", "SGP"],
  destinationCountry: ["NL", "NL", "Netherlands"],
  portOfLoading: ["my pkg", "MYPKG", "MY", "Port Klang"],
  portOfDischarge: ["nlrtm", "NLRTM", "NLRT-"],
  placeOfReceipt: ["MYKUL", "MYKUL", 1],
  placeOfDelivery: ["NLVEN", "NLVEN", ["NLVEN"]],
  transshipmentPorts: [["sgsin", "LKCMB"], ["SGSIN", "LKCMB"], ["Singapore"]],
  issueDate: ["2026-03-20T01:15:00+08:00", "2026-03-20", "20.3.2026", "2026-02-29", "2026-00-10", "2026-03-20 soon"],
  expiryDate: ["2026-12-31", "2026-12-31", "never"],
  loadingDate: ["2024-02-29", "2024-02-29", "2024-02-30", "2024-13-01"],
  departureDate: ["2026-03-03", "2026-03-03", 20260303],
  arrivalDate: ["2026-04-09", "2026-04-09", "2026-4-9"],
  vessel: [" Lantern  Strait", "Lantern Strait", false],
  voyage: ["017 w", "017W", 17],
  parties: [
    [{ role: "carrier", identifier: "SLMU", scheme: "nmfta", name: null, country: "sg" }],
    [{ role: "carrier", identifier: "SLMU", scheme: "NMFTA", country: "SG" }],
    [{ role: "smuggler", name: "A" }],
    [{ role: "carrier" }],
    [{ role: "carrier", name: "A", country: "Singapore" }],
    [{ role: "carrier", name: "A", telephone: "1" }],
  ],
  value: [
    { amount: 48210.75, currency: "eur" },
    { amount: "48210.75", currency: "EUR" },
    { amount: 1 },
    { amount: 1, currency: "€" },
    { amount: 1, currency: "EUR", note: "about" },
    48210.75,
  ],
  customsOffice: ["nl 000 510", "NL000510", ""],
  status: ["09", "09", 9],
  relatedDocuments: [
    [{ type: "n705", number: " BL-1 " }],
    [{ type: "N705", number: "BL-1" }],
    [{ type: "N705" }],
    [{ number: "BL-1" }],
    "BL-1",
  ],
  custodyEvents: [
    [
      { event: "gate-in", time: "2026-03-20t01:15+0800", place: "MYPKG", container: "slmu 4012337", seals: ["b", "a"] },
      { event: "departure", time: "2026-03-21T10:00:00.5Z", vessel: "Lantern  Strait" },
      { event: "load", time: "2026-03-21T09:00" },
    ],
    [
      {
        event: "gate-in",
        time: "2026-03-20T01:15:00+08:00",
        place: "MYPKG",
        container: "SLMU4012337",
        seals: ["A", "B"],
      },
      { event: "departure", time: "2026-03-21T10:00:00.5Z", vessel: "Lantern Strait" },
      { event: "load", time: "2026-03-21T09:00:00" },
    ],
    [{ event: "vanish", time: "2026-03-20T01:15:00Z" }],
    [{ event: "load" }],
    [{ event: "load", time: "2026-03-20" }],
    [{ event: "load", time: "2026-02-30T01:15:00Z" }],
    [{ event: "load", time: "2026-03-20T25:15:00Z" }],
    [{ event: "load", time: "2026-03-20T01:15:00+15:00" }],
  ],
};

for (const [name, [stated, normal, ...wrong]] of Object.entries(FORMS)) {
  describe(`The fact ${name}`, () => {
    it(`is brought to its normal form: ${JSON.stringify(normal)}`, () => {
      expect(normaliseFacts({ [name]: stated })).to.deep.equal({ [name]: normal });
    });

    it("stays as it is when it has its normal form", () => {
      expect(normaliseFacts({ [name]: normal })).to.deep.equal({ [name]: normal });
    });

    for (const value of wrong) {
      it(`is refused with FACTS_INVALID for ${String(JSON.stringify(value)).slice(0, 60)}`, () => {
        expectRefusal(() => normaliseFacts({ [name]: value }), "FACTS_INVALID");
      });
    }
  });
}

describe("normaliseFacts", () => {
  it("is specified above for every fact", () => {
    expect(Object.keys(FORMS)).to.deep.equal(Object.keys(FACT_FORMS));
  });

  it("takes null for what is not stated", () => {
    expect(normaliseFacts({ ucr: null, vessel: "A" })).to.deep.equal({ vessel: "A" });
  });

  for (const given of [null, undefined, "facts", 5, [], { colour: "red" }, JSON.parse('{"__proto__":{"ucr":"A"}}')]) {
    it(`refuses ${JSON.stringify(given)} with FACTS_INVALID`, () => {
      expectRefusal(() => normaliseFacts(given), "FACTS_INVALID");
    });
  }

  it("never repeats what was given in its refusal", () => {
    for (const given of [{ secretname: 1 }, { parties: [{ role: "secretname" }] }, { ucr: ["secretname"] }]) {
      expect(() => normaliseFacts(given))
        .to.throw()
        .with.property("message")
        .that.does.not.include("secretname");
    }
  });

  it("gives facts that it takes again unchanged, or throws nothing but FACTS_INVALID", () => {
    const stated = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.double(), fc.array(fc.string()));
    const given = fc.dictionary(fc.constantFrom(...Object.keys(FACT_FORMS)), stated);
    fc.assert(
      fc.property(given, (facts) => {
        const outcome = codeOf(() =>
          expect(normaliseFacts(normaliseFacts(facts))).to.deep.equal(normaliseFacts(facts)),
        );
        expect(outcome).to.be.oneOf(["nothing thrown", "FACTS_INVALID"]);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("takes a text at its longest again, though letters grow when they are made upper case", () => {
    expectRefusal(() => normaliseFacts({ ucr: "ß".repeat(4096) }), "FACTS_INVALID");
  });
});

describe("Facts of a document of anybody", () => {
  it("are those of their forms; what is forged or not whole is none", () => {
    const forged = {
      containers: "SLMU4012337",
      parties: { role: "buyer" },
      packages: "8",
      documentNumber: 5,
      unknown: "x",
    };
    expect(readFacts(forged)).to.deep.equal({ packages: "8" });
    for (const nothing of [undefined, null, [], "facts", 1]) expect(readFacts(nothing)).to.deep.equal({});
  });

  it("are the known items of a list of which some are withheld", () => {
    const disclosed = { containers: { "1": "SLMU4012337" }, parties: { "2": { role: "buyer", name: "A" } } };
    expect(readFacts(disclosed)).to.deep.equal({
      containers: ["SLMU4012337"],
      parties: [{ role: "buyer", name: "A" }],
    });
  });
});
