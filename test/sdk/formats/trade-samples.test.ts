import { readsAll, type Stated } from "./samples.ts";

const SAMPLES: Stated = {
  "ubl-bill-of-lading.xml": [
    "bill-of-lading-master",
    {
      documentNumber: "SLMU2600917",
      containers: ["SLMU3054383"],
      seals: ["SL-9001"],
      hsCodes: ["940153"],
      descriptions: ["Chairs of rattan"],
      quantities: [{ value: "310", unit: "NAR" }],
      grossWeightKg: "11704.04",
      packages: "326",
      originCountry: "MY",
      portOfLoading: "MYPKG",
      portOfDischarge: "NLRTM",
      transshipmentPorts: ["SGSIN"],
      issueDate: "2026-03-04",
      vessel: "Lantern Strait",
      voyage: "017W",
      parties: [
        { role: "consignor", name: "Kelapa Furniture Sdn Bhd", identifier: "549300KELAPA00000042", scheme: "LEI" },
        { role: "carrier", name: "Sea Lantern Lines" },
      ],
      relatedDocuments: [{ type: "220", number: "PO-88" }],
    },
  ],
  "ubl-invoice.xml": [
    "commercial-invoice",
    {
      documentNumber: "INV-88",
      descriptions: ["Chairs of rattan"],
      quantities: [{ value: "310", unit: "NAR" }],
      issueDate: "2026-02-27",
      parties: [
        { role: "seller", name: "Kelapa Furniture Sdn Bhd" },
        { role: "buyer", name: "Noord Wonen BV", country: "NL" },
      ],
      value: { amount: "48210.75", currency: "EUR" },
      relatedDocuments: [{ type: "220", number: "PO-88" }],
    },
  ],
  "ubl-re-export.json": [
    "declaration-reexport",
    {
      documentNumber: "SG-EX-4",
      grossWeightKg: "11704.04",
      issueDate: "2026-03-20",
      parties: [{ role: "exporter", name: "Kelapa Furniture Sdn Bhd" }],
      value: { amount: "48210.75", currency: "EUR" },
    },
  ],
  "sad-import.xml": [
    "declaration-import",
    {
      documentNumber: "GF-2026-19",
      containers: ["SLMU3054383"],
      hsCodes: ["94015300", "94049010010"],
      descriptions: ["Chairs of rattan", "Cushions"],
      quantities: [{ value: "310", unit: "NAR" }],
      grossWeightKg: "11250.6",
      netWeightKg: "10800.6",
      packages: "326",
      originCountry: "MY",
      dispatchCountry: "MY",
      destinationCountry: "LK",
      portOfLoading: "MYPKG",
      issueDate: "2026-03-25",
      vessel: "Lantern Strait",
      parties: [
        { role: "exporter", name: "Kelapa Furniture Sdn Bhd" },
        { role: "consignee", name: "Galle Face Hotels PLC", identifier: "114455667" },
        { role: "declarant", identifier: "D-88" },
      ],
      value: { amount: "48210.75", currency: "EUR" },
      customsOffice: "LKCMB1",
      relatedDocuments: [
        { type: "ABT", number: "LKCMB1 2026 I40417" },
        { type: "785", number: "LKCMB1 2026 512" },
        { type: "BOX40", number: "SLMU2600917" },
        { type: "380", number: "INV-88" },
      ],
    },
  ],
  // The month stands first, since there is no month 20; a lorry is no vessel.
  "sad-re-export.xml": [
    "declaration-reexport",
    {
      documentNumber: "GF-REX-2",
      containers: ["SLMU4012337"],
      hsCodes: ["940153"],
      packages: "12",
      issueDate: "2026-03-20",
    },
  ],
  "cites-re-export-in-soap.xml": [
    "cites-re-export-certificate",
    {
      documentNumber: "26SG000117",
      descriptions: ["Gonystylus bancanus: veneer"],
      quantities: [{ value: "3.25", unit: "MTQ" }],
      originCountry: "MY",
      issueDate: "2026-03-19",
      expiryDate: "2026-09-18",
      parties: [
        { role: "consignee", name: "Noord Wonen BV", country: "NL" },
        { role: "issuer", name: "National Parks Board", country: "SG" },
      ],
      relatedDocuments: [{ type: "811", number: "MY-EX-0071" }],
    },
  ],
  "cites-export.xml": [
    "cites-export-permit",
    { documentNumber: "MY-EX-0071", parties: [{ role: "consignor", name: "Sarawak Timber", country: "MY" }] },
  ],
  "ubl-certificate-of-origin.xml": [
    "certificate-of-origin",
    {
      documentNumber: "MY-CO-5",
      descriptions: ["Chairs of rattan"],
      originCountry: "MY",
      issueDate: "2026-02-25",
      parties: [
        { role: "exporter", name: "Kelapa Furniture Sdn Bhd" },
        { role: "issuer", name: "Klang Chamber of Commerce" },
      ],
    },
  ],
};

describe("Of our own samples of UBL, ASYCUDA and CITES, readDocument", () => {
  readsAll(SAMPLES);
});
