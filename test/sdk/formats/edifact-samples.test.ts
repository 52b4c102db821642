import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import type { KindName } from "../../../sdk/src/kinds/kinds.ts";
import { sampleOf } from "./samples.ts";

/** Read by eye from the samples. */
const SAMPLES: Readonly<Record<string, { kind: KindName; facts: Facts; findings?: string[] }>> = {
  "export.edi": {
    kind: "declaration-export",
    facts: {
      documentNumber: "B10-2026-0077",
      ucr: "6MY-KELAPA-88",
      containers: ["SLMU3054383", "SLMU4012337"],
      seals: ["MY-C77", "SL-9001"],
      hsCodes: ["94015300", "94049090"],
      descriptions: ["Chairs of rattan, 'Lombok'", "Cushions"],
      grossWeightKg: "11704.5",
      netWeightKg: "10500.25",
      packages: "326",
      originCountry: "MY",
      dispatchCountry: "MY",
      destinationCountry: "NL",
      portOfLoading: "MYPKG",
      portOfDischarge: "NLRTM",
      issueDate: "2026-03-02",
      vessel: "LANTERN STRAIT",
      voyage: "017W",
      parties: [
        {
          ...{ role: "exporter", name: "Kelapa Furniture Sdn Bhd", country: "MY" },
          ...{ identifier: "MY1234567", scheme: "3055:5" },
        },
        { role: "consignee", name: "Noord Wonen BV Afdeling Inkoop", country: "NL" },
        { role: "declarant", identifier: "9506000111118", scheme: "GLN" },
        { role: "carrier", identifier: "SLL", scheme: "3055:20" },
      ],
      value: { amount: "48210.75", currency: "EUR" },
      customsOffice: "MYPKG01",
      relatedDocuments: [{ type: "705", number: "SLMU2600917" }],
    },
  },
  "import-syntax-4.edi": {
    kind: "declaration-import",
    facts: {
      documentNumber: "2026NL55",
      ucr: "6MY-KELAPA-88",
      mrn: "26NL000510ABCDEF12",
      hsCodes: ["9401530000", "9403820000"],
      descriptions: ["Rattan chairs second line"],
      grossWeightKg: "812.5",
      packages: "5",
      destinationCountry: "NL",
      issueDate: "2026-04-09",
      parties: [{ role: "importer", name: "木工 + Söhne", identifier: "NL001234567", scheme: "3055:EOR" }],
      customsOffice: "NL000510",
      relatedDocuments: [{ type: "AAE", number: "26MY0001" }],
    },
    findings: ["FACT_MISSING originCountry", "FACT_MISSING value"],
  },
  "manifest.edi": {
    kind: "cargo-manifest",
    facts: {
      documentNumber: "MAN-017W",
      containers: ["SLMU3054383", "SLMU4012337"],
      seals: ["SL-9001", "SL-9002"],
      hsCodes: ["940153"],
      descriptions: ["Chairs of rattan", "Cushions", "Lamps"],
      // 10,000 kg, 3,757.74 lb and 1.25 t.
      grossWeightKg: "12954.4821924438",
      packages: "336",
      portOfLoading: "MYPKG",
      portOfDischarge: "NLRTM",
      issueDate: "2026-04-01",
      departureDate: "2026-03-03",
      arrivalDate: "2026-04-09",
      vessel: "LANTERN STRAIT",
      voyage: "017W",
      parties: [
        { role: "consignor", name: "Kelapa Furniture Sdn Bhd" },
        { role: "consignee", name: "Maasbank NV" },
        { role: "notify", name: "Noord Wonen BV" },
        { role: "carrier", name: "Sea Lantern Lines", identifier: "SLL", scheme: "3055:20" },
      ],
      relatedDocuments: [
        { type: "704", number: "SLMU2600917" },
        { type: "705", number: "SLMU2600917" },
        { type: "705", number: "SLMU2600918" },
      ],
    },
  },
  "arrival.edi": {
    kind: "conveyance-report",
    facts: {
      documentNumber: "ARR-017W",
      issueDate: "2026-04-09",
      arrivalDate: "2026-04-09",
      vessel: "LANTERN STRAIT",
      voyage: "017W",
      parties: [{ role: "carrier", identifier: "SLL" }],
      custodyEvents: [{ event: "arrival", time: "2026-04-09T05:12:00", place: "NLRTM", vessel: "LANTERN STRAIT" }],
    },
  },
  "released.edi": {
    kind: "customs-response",
    facts: { documentNumber: "2026NL55", mrn: "26NL000510ABCDEF12", issueDate: "2026-04-09", status: "4" },
  },
  "instruction.edi": {
    kind: "shipping-instruction",
    facts: {
      documentNumber: "SI-88",
      ucr: "6MY-KELAPA-88",
      containers: ["SLMU3054383", "SLMU4012337"],
      seals: ["SL-9001", "SL-9002"],
      hsCodes: ["9401530000"],
      descriptions: ["Chairs of rattan unassembled", "Cushions"],
      grossWeightKg: "11704.5",
      packages: "326",
      portOfLoading: "MYPKG",
      portOfDischarge: "NLRTM",
      placeOfReceipt: "MYKUL",
      placeOfDelivery: "NLUTC",
      transshipmentPorts: ["SGSIN"],
      issueDate: "2026-02-25",
      departureDate: "2026-03-03",
      arrivalDate: "2026-04-09",
      vessel: "LANTERN STRAIT",
      voyage: "017W",
      parties: [
        {
          ...{ role: "consignor", name: "Kelapa Furniture Sdn Bhd", country: "MY" },
          ...{ identifier: "5490KELAPA", scheme: "3055:91" },
        },
        { role: "consignee", name: "Maasbank NV", country: "NL" },
        { role: "notify", name: "NOORD WONEN BV" },
        { role: "carrier", identifier: "SLL", scheme: "3055:20" },
      ],
      value: { amount: "48210.75", currency: "EUR" },
      relatedDocuments: [{ type: "BN", number: "BKG77" }],
    },
  },
  "notice.edi": {
    kind: "arrival-notice",
    facts: {
      documentNumber: "AN-5",
      containers: ["SLMU3054383"],
      seals: ["SL-9001"],
      descriptions: ["Furniture"],
      packages: "326",
      portOfDischarge: "NLRTM",
      issueDate: "2026-04-07",
      arrivalDate: "2026-04-09",
      vessel: "LANTERN STRAIT",
      voyage: "017W",
      parties: [
        { role: "carrier", name: "Sea Lantern Lines", identifier: "SLMU", scheme: "SCAC" },
        { role: "notify", name: "Noord Wonen BV", country: "NL" },
      ],
      relatedDocuments: [{ type: "705", number: "SLMU2600917" }],
    },
  },
  "statuses.edi": {
    kind: "custody-events",
    facts: {
      documentNumber: "ST-1",
      containers: ["SLMU3054383", "SLMU4012337"],
      seals: ["MY-C77", "SL-9001"],
      issueDate: "2026-03-03",
      departureDate: "2026-03-03",
      vessel: "LANTERN STRAIT",
      voyage: "017W",
      parties: [{ role: "carrier", identifier: "SLMU", scheme: "SCAC" }],
      relatedDocuments: [{ type: "705", number: "SLMU2600917" }],
      custodyEvents: [
        { event: "gate-in", time: "2026-03-02T09:00:00", place: "MYPKG", container: "SLMU3054383" },
        ...["stuff", "seal"].flatMap((event) => [
          {
            ...{ event, time: "2026-03-01T15:30:00+08:00", place: "Kelapa works" },
            ...{ container: "SLMU3054383", seals: ["MY-C77", "SL-9001"] },
          },
          { event, time: "2026-03-01T15:30:00+08:00", place: "Kelapa works", container: "SLMU4012337" },
        ]),
        {
          ...{ event: "load", time: "2026-03-03T12:00:00", place: "MYPKG" },
          ...{ container: "SLMU3054383", vessel: "LANTERN STRAIT" },
        },
        { event: "departure", time: "2026-03-03T18:30:00", place: "MYPKG", vessel: "LANTERN STRAIT" },
      ],
    },
  },
  "plan.edi": {
    kind: "stowage-plan",
    facts: {
      documentNumber: "BAY017W",
      containers: ["SLMU3054383", "SLMU4012337"],
      grossWeightKg: "15500",
      issueDate: "2026-03-03",
      departureDate: "2026-03-03",
      arrivalDate: "2026-03-05",
      vessel: "LANTERN STRAIT",
      voyage: "017W",
      parties: [{ role: "carrier", identifier: "SLL", scheme: "3055:20" }],
      custodyEvents: [{ event: "departure", time: "2026-03-03T18:30:00", place: "MYPKG", vessel: "LANTERN STRAIT" }],
    },
  },
  "invoice.edi": {
    kind: "commercial-invoice",
    facts: {
      documentNumber: "INV-88",
      ucr: "6MY-KELAPA-88",
      hsCodes: ["9401530000"],
      descriptions: ["Chairs of rattan", "Cushions"],
      quantities: [
        { value: "300", unit: "PCE" },
        { value: "26", unit: "NAR" },
      ],
      issueDate: "2026-02-27",
      parties: [
        {
          ...{ role: "seller", name: "Kelapa Furniture Sdn Bhd", country: "MY" },
          ...{ identifier: "9506000111118", scheme: "GLN" },
        },
        { role: "buyer", name: "Noord Wonen BV", country: "NL" },
      ],
      value: { amount: "48210.75", currency: "EUR" },
    },
  },
};

describe("A sample message of UN/EDIFACT", () => {
  for (const [name, expected] of Object.entries(SAMPLES)) {
    it(`states its facts in its own places: ${name}`, () => {
      const { kind, facts, findings } = readDocument(sampleOf(name).bytes, {});
      expect(kind).to.equal(expected.kind);
      expect(facts).to.deep.equal(expected.facts);
      expect(findings.map(({ code, fact }) => `${code} ${fact}`)).to.deep.equal(expected.findings ?? []);
    });
  }

  it("states the same as an instruction and as the bill of lading made of it, but for number and date", () => {
    const bill = readDocument(sampleOf("bill.edi").bytes, {});
    const { facts = {} } = SAMPLES["instruction.edi"] ?? {};
    expect(bill.kind).to.equal("bill-of-lading-master");
    expect(bill.facts).to.deep.equal({ ...facts, documentNumber: "SLMU2600917", issueDate: "2026-03-04" });
  });
});
