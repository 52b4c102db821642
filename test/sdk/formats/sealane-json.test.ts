import { expect } from "chai";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { KINDS } from "../../../sdk/src/kinds/kinds.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { sampleOf } from "./samples.ts";

const read = (value: object) => readDocument(utf8Encode(JSON.stringify(value)), {});
const said = (findings: readonly { code: string; fact?: string }[]) =>
  findings.map(({ code, fact }) => `${code} ${fact}`);

describe("Sealane JSON", () => {
  it("states facts by their names, which are brought to their normal forms", () => {
    const { bytes, hints } = sampleOf("re-export-certificate.json");
    const { kind, facts, findings } = readDocument(bytes, hints);
    expect(kind).to.equal("re-export-certificate");
    expect(facts).to.deep.equal({
      documentNumber: "SG-REX-2026-004",
      ucr: "6MYKELAPA-88",
      issueDate: "2026-03-20",
      originCountry: "MY",
      containers: ["SLMU3054383", "SLMU4012337"],
      hsCodes: ["940153"],
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11704.04",
      packages: "326",
      quantities: [{ value: "310.5", unit: "NAR" }],
      parties: [{ role: "exporter", name: "Kelapa Furniture Sdn Bhd", country: "MY" }],
    });
    expect(findings).to.deep.equal([]);
  });

  for (const { name, facts: expected } of KINDS) {
    it(`of the kind ${name} that states nothing is read, and each fact it should state is found missing`, () => {
      const { kind, facts, findings } = read({ sealane: name });
      expect([kind, facts]).to.deep.equal([name, {}]);
      expect(said(findings)).to.deep.equal(expected.map((fact) => `FACT_MISSING ${fact}`));
    });
  }

  it("with a fact that is not of its form keeps it in the body, takes it for no fact, and says so", () => {
    const { body, facts, findings } = read({ sealane: "inspection-report", issueDate: "yesterday", containers: [7] });
    expect(body)
      .to.include({ issueDate: "yesterday" })
      .and.to.deep.include({ containers: [7] });
    expect(facts).to.deep.equal({});
    expect(said(findings)).to.deep.equal([
      "FACT_MALFORMED containers",
      "FACT_MALFORMED issueDate",
      "FACT_MISSING documentNumber",
    ]);
  });

  it("with names that are no facts keeps them, and says how many without repeating them", () => {
    const { body, findings } = read({ sealane: "packing-list", colour: "red", __proto: 1, details: { any: 1 } });
    expect(body).to.include({ colour: "red", __proto: 1 });
    const found = findings.filter(({ code }) => code === "MEMBER_UNKNOWN");
    expect(found.map(({ message }) => message)).to.deep.equal([
      "Names that are no facts: 2. They are kept; better put them under details.",
    ]);
  });

  it("of a kind that is not in the table is refused with KIND_UNKNOWN", () => {
    expectRefusal(() => read({ sealane: "love-letter" }), "KIND_UNKNOWN");
  });
});

describe("An opaque original", () => {
  const { bytes } = sampleOf("certificate.pdf");

  it("is of the kind and has the facts given beside it, in their normal forms", () => {
    const { kind, body, facts, mediaType } = readDocument(bytes, {
      kind: "certificate-of-origin",
      facts: { originCountry: "my", hsCodes: ["9401.53"] },
    });
    expect({ kind, body, facts, mediaType }).to.deep.equal({
      kind: "certificate-of-origin",
      body: {},
      facts: { hsCodes: ["940153"], originCountry: "MY" },
      mediaType: "application/pdf",
    });
  });

  it("is refused with KIND_REQUIRED when its kind is not given", () => {
    expectRefusal(() => readDocument(bytes, {}), "KIND_REQUIRED");
  });

  it("is refused with FACTS_INVALID when a fact is not of its form", () => {
    expectRefusal(() => readDocument(bytes, { kind: "packing-list", facts: { packages: "many" } }), "FACTS_INVALID");
  });
});
