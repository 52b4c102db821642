import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const FOLDERS = ["bills-of-lading", "certificates", "declarations"].map((name) => `corpus/${name}/traceability-vocab`);
const issuer = (name: string, country?: string, identifier = "did:web:organization.example.com") => ({
  ...{ role: "issuer", name, identifier, scheme: "DID" },
  ...(country && { country }),
});

/** Read by eye from the files; every file of the vocabulary in the corpus. */
const CREDENTIALS: Readonly<Record<string, readonly [kind: string, facts: Facts]>> = {
  BillOfLadingCredential: [
    "bill-of-lading-master",
    {
      documentNumber: "991205182A",
      hsCodes: ["851671"],
      grossWeightKg: "15960",
      netWeightKg: "14600",
      packages: "2200",
      portOfLoading: "USMOB",
      portOfDischarge: "MXATM",
      issueDate: "2019-12-11",
      parties: [
        { role: "consignor", name: "Consignor Is Us" },
        { role: "consignee", name: "Victorian Consignee" },
        { role: "notify", name: "Florida Contact Org" },
        { ...issuer("Carrior Goods And More"), role: "carrier" },
        { role: "carrier", name: "Carrior Goods And More", identifier: "NISC", scheme: "SCAC" },
        issuer("Carrior Goods And More"),
      ],
      relatedDocuments: [{ type: "335", number: "991205182" }],
    },
  ],
  MasterBillOfLadingCredential: [
    "bill-of-lading-master",
    {
      documentNumber: "EX600822199A",
      containers: ["APZU4812090", "APZU5985096"],
      seals: ["PTW-002255398220", "PTW-002290109692"],
      hsCodes: ["851671"],
      grossWeightKg: "15960",
      packages: "2200",
      portOfLoading: "ITMIL",
      portOfDischarge: "USLGB",
      issueDate: "2022-03-04",
      loadingDate: "2022-02-02",
      vessel: "MS Seven Seas",
      voyage: "ATL-W0425",
      value: { amount: "240000", currency: "USD" },
      relatedDocuments: [{ type: "335", number: "EX600822199" }],
    },
  ],
  DCSATransportDocumentCredential: [
    "bill-of-lading-master",
    {
      documentNumber: "XMANHR2102045",
      containers: ["YMLU3380910"],
      seals: ["YMAI715692"],
      grossWeightKg: "1671.9",
      packages: "245",
      vessel: "HMM Algeciras",
      voyage: "V.0004W",
      issueDate: "2022-01-24",
    },
  ],
  DCSAShippingInstructionCredential: [
    "shipping-instruction",
    {
      containers: ["YMLU3380910"],
      descriptions: [
        "Rollators",
        "Rollators Organizer Bags",
        "Rollators Backrest",
        "Rollators Cane Holder Bracket",
        "Rollators Cardboard Box",
      ],
      packages: "245",
      parties: [
        { role: "consignor", name: "Xxinau Manufacturing Co. Ltd.", country: "CN" },
        { role: "consignee", name: "Better Life Tech", country: "BE" },
        { role: "notify", name: "Better Life Tech", country: "BE" },
        issuer("Xxinau Manufacturing Co. Ltd.", "CN"),
      ],
    },
  ],
  ShippingInstructionsCredential: [
    "shipping-instruction",
    {
      containers: ["APZU4812090", "APZU5985096"],
      portOfLoading: "ITMIL",
      relatedDocuments: [
        { type: "335", number: "EX600822199" },
        { type: "705", number: "EX600822199A" },
      ],
    },
  ],
  FreightManifestCredential: [
    "cargo-manifest",
    {
      vessel: "HMM Algeciras",
      voyage: "V.0004W",
      portOfDischarge: "BEANR",
      grossWeightKg: "31920",
      packages: "4400",
      parties: [{ role: "carrier", name: "MULTI CONTAINER LINE" }, issuer("MULTI CONTAINER LINE")],
      relatedDocuments: [
        { type: "705", number: "XMANHR2102045" },
        { type: "705", number: "XMANHR6182210B" },
      ],
    },
  ],
  CertificationOfOrigin: [
    "certificate-of-origin",
    {
      hsCodes: ["851671"],
      descriptions: ["Premium Prosumer Espresso Makers - Model Dolce"],
      originCountry: "IT",
      departureDate: "2022-02-02",
      parties: [issuer("North Italy Chamber of Commerce")],
    },
  ],
  USMCACertificationOfOrigin: [
    "certificate-of-origin",
    {
      hsCodes: ["721320"],
      descriptions: ["Non-alloy steel rolls"],
      originCountry: "MX",
      issueDate: "2023-01-01",
      expiryDate: "2023-12-31",
      relatedDocuments: [{ type: "380", number: "inv-2023091" }],
      parties: [
        { role: "exporter", name: "American Prime Steel Inc.", identifier: "12-3456780", scheme: "TAX", country: "US" },
        { role: "importer", name: "Maxi Acero Mexicano", identifier: "12-3456780", scheme: "TAX" },
        issuer("American Prime Steel Inc.", "US", "did:web:prime-steel.example.com"),
      ],
    },
  ],
  PhytosanitaryCredential: [
    "phytosanitary-certificate",
    {
      documentNumber: "330893782475",
      issueDate: "2021-03-12",
      expiryDate: "2122-01-13",
      arrivalDate: "2021-03-14",
      portOfLoading: "DKCPH",
      portOfDischarge: "DKCPH",
      parties: [
        { role: "consignor", name: "Green Fields" },
        { role: "consignee", name: "Ace Foodstuffs" },
        { role: "buyer", name: "Ace Foodstuffs" },
        issuer("Binky's Farm"),
      ],
    },
  ],
  OrganicCertificateCredential: ["other-document", { issueDate: "2020-03-14" }],
  CBP7501EntrySummaryCredential: [
    "declaration-import",
    {
      documentNumber: "73461882610",
      hsCodes: ["2204216000"],
      descriptions: ["Wine of fresh grapes"],
      quantities: [{ value: "6620", unit: "KGM" }],
      grossWeightKg: "7420",
      packages: "3500",
      originCountry: "SG",
      dispatchCountry: "SG",
      portOfLoading: "SGSIN",
      issueDate: "2022-03-01",
      departureDate: "2022-02-06",
      arrivalDate: "2022-03-12",
      customsOffice: "2709",
      value: { amount: "8230", currency: "USD" },
      relatedDocuments: [
        { type: "705", number: "NC989877201" },
        { type: "821", number: "230012" },
      ],
    },
  ],
  CBPEntryType86Credential: [
    "declaration-import",
    {
      documentNumber: "12345123456",
      hsCodes: ["9403700000"],
      originCountry: "DK",
      customsOffice: "2709",
      value: { amount: "729", currency: "USD" },
      relatedDocuments: [{ type: "705", number: "87654321A" }],
      parties: [
        { role: "consignor", name: "Onwards A/S", country: "DK" },
        { role: "consignee", name: "Future Mobility, Inc.", country: "US" },
        { role: "importer", identifier: "10025672", scheme: "CBP" },
        issuer("Ahead Customs Brokers, Ltd.", "US"),
      ],
    },
  ],
  CBPSection321DeMinimisCredential: [
    "declaration-import",
    { documentNumber: "SN1000228491", value: { amount: "520", currency: "USD" }, issueDate: "2022-07-12" },
  ],
  ImporterSecurityFilingCredential: [
    "declaration-entry-summary",
    {
      hsCodes: ["9403700000"],
      originCountry: "CN",
      parties: [
        { role: "consignee", name: "Future Mobility, Inc.", country: "US" },
        { role: "importer", name: "Onwards A/S", country: "DK" },
        { role: "seller", name: "Onwards A/S", country: "DK" },
        { role: "buyer", name: "Future Mobility, Inc.", country: "US" },
        issuer("Onwards A/S", "DK"),
      ],
    },
  ],
  IntentToImportCredential: ["other-document", { issueDate: "2022-03-03" }],
  SIMASteelImportLicenseApplicationCredential: [
    "other-document",
    {
      hsCodes: ["7207200075"],
      netWeightKg: "10000",
      originCountry: "MX",
      portOfDischarge: "USMOB",
      departureDate: "2022-04-02",
      value: { amount: "24000", currency: "USD" },
      relatedDocuments: [{ type: "929", number: "34001239" }],
    },
  ],
};

describeShared("Over the traceability vocabulary's own samples, readDocument", FOLDERS[0] as string, () => {
  const paths = FOLDERS.flatMap((folder) => listShared(folder));

  it("is shown every sample", () => {
    const names = paths.map((path) => path.split("/").pop()?.replace(".json", ""));
    expect(names.sort()).to.deep.equal(Object.keys(CREDENTIALS).sort());
  });

  for (const [name, [kind, expected]] of Object.entries(CREDENTIALS)) {
    it(`reads ${name} as ${kind}, and its facts`, () => {
      const path = paths.find((one) => one.endsWith(`/${name}.json`)) as string;
      const reading = readDocument(readShared(path), {});
      expect([reading.format, reading.kind]).to.deep.equal(["w3c-credential", kind]);
      for (const [fact, value] of Object.entries(expected))
        expect(reading.facts, fact).to.have.deep.property(fact, value);
      expect(reading.findings.filter(({ code }) => code !== "FACT_MISSING")).to.deep.equal([]);
    });
  }
});
