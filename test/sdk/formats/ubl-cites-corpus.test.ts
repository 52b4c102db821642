import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { describeShared, readShared } from "../../support/shared.ts";

const MANIFEST: Facts = {
  documentNumber: "KHN23-44048",
  issueDate: "2005-06-24",
  parties: [
    { role: "consignor", name: "Consortial", country: "US" },
    { role: "consignee", name: "IYT Corporation", country: "GB" },
  ],
  relatedDocuments: [
    { type: "CMR", number: "234534533" },
    { type: "CMR", number: "2343456533" },
    { type: "BOL", number: "XD534533" },
  ],
};

const PERMIT: Facts = {
  documentNumber: "XA000000",
  descriptions: ["Alligator mississippiensis: watchstraps", "Crocodylus siamensis: watchstraps"],
  quantities: [
    { value: "5", unit: "PCS" },
    { value: "10", unit: "PCS" },
  ],
  issueDate: "2014-01-06",
  expiryDate: "2014-07-05",
  parties: [
    { role: "consignor", name: "Consignor name", country: "XA" },
    { role: "consignee", name: "Consignee name", country: "XB" },
    { role: "issuer", name: "Authority name", country: "XA" },
  ],
  relatedDocuments: [
    { type: "861", number: "XC12345" },
    { type: "811", number: "XA12345" },
    { type: "811", number: "FR1202501030-R" },
  ],
};

/** Read by eye from the files: of each, its format, its kind and all its facts. */
const PAPERS: Readonly<Record<string, readonly [format: string, kind: string, facts: Facts]>> = {
  "bills-of-lading/ubl/UBL-Manifest-2.3-Example-Reference-Only.xml": ["ubl-2", "cargo-manifest", MANIFEST],
  "bills-of-lading/ubl/json-model__UBL-Manifest-2.3-Example-Reference-Only.json": [
    "ubl-2-json",
    "cargo-manifest",
    MANIFEST,
  ],
  "declarations/ubl/json-model__UBL-ExportCustomsDeclaration-2.3-Example.json": [
    "ubl-2-json",
    "declaration-export",
    {
      documentNumber: "exi000073",
      hsCodes: ["84195000"],
      descriptions: ["Kløver Økologisk gedeost 15%"],
      quantities: [{ value: "150", unit: "KGM" }],
      grossWeightKg: "88",
      netWeightKg: "76",
      packages: "1",
      originCountry: "DK",
      dispatchCountry: "DK",
      issueDate: "2019-03-18",
      expiryDate: "2019-03-18",
      parties: [
        { role: "exporter", name: "Gedevang Mejeri", identifier: "8596", country: "DK" },
        { role: "consignor", name: "Gedevang Mejeri", identifier: "8596", country: "DK" },
        { role: "consignee", name: "Coop Extra Bergen", identifier: "STD14037", country: "NO" },
        { role: "agent", name: "Told Service A/S", identifier: "DK10035643", scheme: "SKAT.DK" },
      ],
      value: { amount: "10500", currency: "EUR" },
      customsOffice: "DK003102",
      relatedDocuments: [{ type: "916", number: "34564645" }],
    },
  ],
  "certificates/ubl/UBL-ProofOfReexportationReminder-2.3-Example.xml": [
    "ubl-2",
    "proof-of-re-exportation",
    {
      documentNumber: "A2344",
      issueDate: "2019-06-21",
      parties: [
        {
          role: "guarantor",
          name: "Deutscher Industrie- und Handelskammertag e.V.",
          identifier: "DE122125278",
          country: "DE",
        },
        { role: "guarantor", name: "Dansk Erhverv", identifier: "DK43232010", country: "DK" },
      ],
      relatedDocuments: [
        { type: "916", number: "A2344" },
        { type: "955", number: "ata01661" },
        { type: "916", number: "23445567" },
      ],
    },
  ],
  "certificates/cites/cites_epermit_v1_get_non_final_certificate.xml": [
    "cites-epermit",
    "cites-re-export-certificate",
    PERMIT,
  ],
  "certificates/cites/cites_epermit_v2_get_non_final_certificate.xml": [
    "cites-epermit",
    "cites-re-export-certificate",
    PERMIT,
  ],
};

describeShared("Over samples of UBL 2.3 and of CITES's toolkit, readDocument", "corpus/certificates/ubl", () => {
  for (const [path, expected] of Object.entries(PAPERS)) {
    it(`reads format, kind and all facts of ${path.split("/").pop()}`, () => {
      const { format, kind, facts } = readDocument(readShared(`corpus/${path}`), {});
      expect([format, kind, facts]).to.deep.equal(expected);
    });
  }

  it("reads the twenty items of a goods item passport, which have no origin in common, and its holder", () => {
    const path = "corpus/certificates/ubl/UBL-GoodsItemPassport-2.3-Example-Issued.xml";
    const { format, kind, facts } = readDocument(readShared(path), {});
    const { descriptions = [], quantities = [], ...rest } = facts;
    expect([format, kind]).to.deep.equal(["ubl-2", "goods-item-passport"]);
    expect([descriptions.length, descriptions[0], descriptions[19]]).to.deep.equal([
      20,
      "HILTI TE2 + TE35 Boremaskiner",
      "BOSCH GLL 3-80P Lasernivilering",
    ]);
    // The consignment counts 23 pieces: two each of the first, the tenth and the twelfth item.
    expect(quantities.map(({ value }) => value).join("")).to.equal("21111111121211111111");
    expect(rest).to.deep.equal({
      documentNumber: "ata01661",
      grossWeightKg: "230.8",
      dispatchCountry: "DK",
      destinationCountry: "CH",
      issueDate: "2019-02-21",
      expiryDate: "2020-02-20",
      parties: [
        { role: "issuer", name: "Dansk Industri", identifier: "16077593", country: "DK" },
        { role: "holder", name: "STEFCO A/S", identifier: "DK89343487", country: "DK" },
        { role: "agent", name: "Grenå Tools", country: "DK" },
        { role: "guarantor", name: "Dansk Erhverv", identifier: "43232010", country: "DK" },
      ],
      value: { amount: "44250", currency: "DKK" },
      status: "ISSUED",
      relatedDocuments: [
        { type: "916", number: "5234533222" },
        { type: "916", number: "52345423423" },
      ],
    });
  });
});
