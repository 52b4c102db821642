import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { sampleOf } from "./samples.ts";

/** Of each sample: its kind, and every fact as a person reads it. */
const SAMPLES: Readonly<Record<string, readonly [kind: string, facts: Facts]>> = {
  "wco-re-export.xml": [
    "declaration-reexport",
    {
      documentNumber: "KF-REX-2026-004",
      ucr: "6MYKELAPA-88",
      mrn: "26SG00051035A1B2C3",
      containers: ["SLMU3054383", "SLMU4012337"],
      seals: ["MY-C77", "SL-9001"],
      hsCodes: ["9401530010"],
      descriptions: ["Chairs of rattan"],
      quantities: [{ value: "310", unit: "NAR" }],
      grossWeightKg: "11704.04",
      netWeightKg: "10800.5",
      packages: "325",
      originCountry: "MY",
      destinationCountry: "NL",
      portOfLoading: "SGSIN",
      issueDate: "2026-03-20",
      vessel: "Lantern Ocean",
      parties: [{ role: "exporter", name: "Kelapa Furniture Sdn Bhd", country: "MY" }],
      value: { amount: "48210.75", currency: "EUR" },
      customsOffice: "SG000140",
      relatedDocuments: [{ type: "705", number: "SLMU2600917" }],
    },
  ],
  // Origins differ, so there is none of the whole.
  "wco-import.xml": [
    "declaration-import",
    {
      documentNumber: "NW-IM-71",
      ucr: "6NL004495445000-KELAPA88",
      descriptions: ["Cushions"],
      grossWeightKg: "11.5",
      dispatchCountry: "SG",
      parties: [{ role: "declarant", identifier: "NL004495445", scheme: "EORI" }],
      value: { amount: "100", currency: "EUR" },
      relatedDocuments: [{ type: "DCR", number: "6NL004495445000-KELAPA88" }],
    },
  ],
  "wco-released.xml": [
    "customs-response",
    {
      documentNumber: "b1946ac92492d2347c6235b4d2611184",
      mrn: "26NL000510A1B2C3R4",
      issueDate: "2026-04-09",
      status: "09",
      relatedDocuments: [{ type: "LRN", number: "NW-IM-71" }],
    },
  ],
  "declaration-status.xml": [
    "customs-response",
    {
      documentNumber: "26GB2VNN8DSUDFUAR5",
      mrn: "26GB2VNN8DSUDFUAR5",
      issueDate: "2026-04-10",
      packages: "326",
      parties: [{ role: "declarant", identifier: "GB150454489000", scheme: "EORI" }],
      status: "6",
    },
  ],
  "movement-departure.xml": [
    "custody-events",
    {
      documentNumber: "FXT-OUT-1",
      ucr: "6GB150454489000-88",
      departureDate: "2026-04-11",
      status: "EDL",
      custodyEvents: [{ event: "departure", time: "2026-04-11T05:30:00Z", place: "GBAUFXTFXTFXT" }],
    },
  ],
  "consolidation.xml": [
    "other-document",
    {
      ucr: "6GB150454489000-88",
      status: "EAC",
      relatedDocuments: [{ type: "MCR", number: "GB/SLL4-LANTERN203E" }],
    },
  ],
  "cc315a.xml": [
    "declaration-entry-summary",
    {
      documentNumber: "ENS-LANTERN-203E",
      ucr: "6MYKELAPA-88",
      containers: ["SLMU3054383", "SLMU4012337"],
      seals: ["SL-9001"],
      hsCodes: ["940153"],
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11704.04",
      packages: "326",
      portOfLoading: "SGSIN",
      portOfDischarge: "NLRTM",
      issueDate: "2026-04-01",
      arrivalDate: "2026-04-09",
      voyage: "203E",
      parties: [
        { role: "consignor", name: "Kelapa Furniture Sdn Bhd", country: "MY" },
        { role: "declarant", identifier: "NL004495445", scheme: "EORI" },
        { role: "carrier", name: "Sea Lantern Lines", country: "SG" },
      ],
      customsOffice: "NL000396",
      relatedDocuments: [{ type: "705", number: "SLMU2600917" }],
    },
  ],
  "cc313a-in-soap.xml": [
    "declaration-entry-summary",
    {
      documentNumber: "26NL000396A1B2C3D4",
      mrn: "26NL000396A1B2C3D4",
      issueDate: "2026-04-02",
      grossWeightKg: "10.75",
    },
  ],
  "error-response.xml": ["customs-response", { status: "8108" }],
  "success-response.xml": ["customs-response", { documentNumber: "00042" }],
  "cc029b.xml": [
    "transit-release",
    {
      documentNumber: "26NL00051035A1B2C3",
      mrn: "26NL00051035A1B2C3",
      containers: ["SLMU3054383"],
      seals: ["NLD-0071"],
      hsCodes: ["940153"],
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11704.04",
      netWeightKg: "10800.5",
      packages: "326",
      dispatchCountry: "NL",
      destinationCountry: "DE",
      issueDate: "2026-04-10",
      expiryDate: "2026-04-18",
      parties: [
        {
          role: "holder",
          name: "Maasvlakte Transit BV",
          identifier: "NL812345678",
          scheme: "EORI",
          country: "NL",
        },
        { role: "consignee", name: "Rhein Wohnen GmbH", country: "DE" },
      ],
      customsOffice: "NL000510",
      status: "A3",
      relatedDocuments: [
        { type: "LRN", number: "NW-T1-9" },
        { type: "355", number: "26NL000396A1B2C3D4" },
      ],
    },
  ],
  "cc029c.xml": [
    "transit-release",
    {
      documentNumber: "26NL00051035A1B2K3",
      mrn: "26NL00051035A1B2K3",
      ucr: "6MYKELAPA-88",
      containers: ["SLMU3054383"],
      seals: ["NLD-0071"],
      hsCodes: ["94015300"],
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11704.04",
      netWeightKg: "10800.5",
      packages: "326",
      dispatchCountry: "NL",
      destinationCountry: "DE",
      portOfLoading: "NLRTM",
      issueDate: "2026-04-10",
      parties: [
        { role: "holder", name: "Maasvlakte Transit BV", identifier: "NL812345678", scheme: "EORI" },
        { role: "consignee", name: "Rhein Wohnen GmbH", country: "DE" },
      ],
      customsOffice: "NL000510",
      status: "A2",
      relatedDocuments: [
        { type: "LRN", number: "NW-T1-9" },
        { type: "705", number: "SLMU2600917" },
      ],
    },
  ],
  // A request about a declaration is none.
  "wco-cancellation.xml": ["other-document", { documentNumber: "NW-INV-1", mrn: "26NL000510A1B2C3R4" }],
  "cc328a-outcome.xml": [
    "customs-response",
    {
      documentNumber: "MSUI26040111",
      mrn: "26NL000396A1B2C3D4",
      issueDate: "2026-04-01",
      parties: [{ role: "declarant", identifier: "NL004495445", scheme: "EORI" }],
      customsOffice: "NL000396",
      status: "CC328A",
      relatedDocuments: [{ type: "LRN", number: "ENS-LANTERN-203E" }],
    },
  ],
  "cc015b.xml": [
    "declaration-transit",
    {
      documentNumber: "NW-T1-9",
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11704.04",
      packages: "326",
      issueDate: "2026-04-09",
      parties: [{ role: "holder", name: "Maasvlakte Transit BV" }],
    },
  ],
  // The houses go to two countries, so the whole goes to none.
  "cc013c.xml": [
    "declaration-transit",
    {
      documentNumber: "NW-T1-9",
      mrn: "26NL00051035A1B2J5",
      grossWeightKg: "11250.6",
      issueDate: "2026-04-09",
    },
  ],
};

describe("Of our own samples of customs' messages, readDocument", () => {
  for (const [name, [kind, facts]] of Object.entries(SAMPLES)) {
    it(`reads kind and facts of ${name}, and no others`, () => {
      const reading = readDocument(sampleOf(name).bytes, {});
      expect(reading.kind).to.equal(kind);
      expect(reading.facts).to.deep.equal(facts);
      expect(reading.findings.filter(({ code }) => code === "FACT_MALFORMED")).to.deep.equal([]);
    });
  }
});
