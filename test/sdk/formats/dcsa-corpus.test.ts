import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { codeOf } from "../../support/refusal.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const CORPUS = "corpus/bills-of-lading";
const EXAMPLES = `${CORPUS}/dcsa-openapi-examples`;

/** What every sample bill of DCSA's conformance tests says alike. */
const SAID_ALIKE: Facts = {
  grossWeightKg: "12000",
  packages: "400",
  seals: ["DCSA-CTK-1234"],
  portOfLoading: "DKAAR",
  portOfDischarge: "DEBRV",
  loadingDate: "2023-12-20",
  departureDate: "2023-12-20",
  arrivalDate: "2023-12-22",
  voyage: "402E",
};
const REEFER: Facts = {
  ...SAID_ALIKE,
  documentNumber: "D8931B95625E4B339F2A",
  containers: ["KKFU6671914"],
  hsCodes: ["04052090"],
  descriptions: ["Dairy products"],
  vessel: "Ever Ace",
};
const DANGEROUS: Facts = {
  ...SAID_ALIKE,
  documentNumber: "4AD3FA470BB541B980CE",
  containers: ["HLXU1234567"],
  hsCodes: ["293499"],
  descriptions: ["Environmentally hazardous substance", "liquid, N.O.S (Propiconazole)"],
  vessel: "Berlin Express",
};

/** Read by eye from the files; these are all of the corpus that hold a transport document. */
const BILLS: Readonly<Record<string, Facts>> = {
  [`${CORPUS}/dcsa/eblissuance-v3.0.0-request.json`]: {
    containers: ["NARU3472484"],
    seals: ["VET123"],
    hsCodes: ["640510"],
    grossWeightKg: "12000",
    placeOfReceipt: "DEHAM",
    issueDate: "2020-12-12",
    departureDate: "2024-06-03",
    vessel: "King of the Seas",
    voyage: "2103S",
    value: { amount: "1231.1", currency: "DKK" },
  },
  [`${CORPUS}/dcsa/pint-3.0.0-transport-document.json`]: {
    containers: ["NARU3472484"],
    descriptions: ["Shoes - black, 400 boxes"],
    packages: "400",
    portOfLoading: "DKAAR",
    loadingDate: "2023-12-19",
    vessel: "HMM Algeciras",
  },
  [`${EXAMPLES}/EBL_ISS_v3.0.4__put-v-ebl-issuance-requestsreq__regularSTDExample.json`]: {
    ...SAID_ALIKE,
    documentNumber: "62CD536BA8D34C469AFD",
    containers: ["NARU3472484"],
    hsCodes: ["640510"],
    vessel: "MSC Gülsün",
    parties: [
      { role: "consignor", name: "DCSA CTK" },
      {
        role: "issuer",
        name: "Mediterranean Shipping Company",
        identifier: "529900T8BM49AURSDO55",
        scheme: "LEI",
        country: "CH",
      },
      { role: "carrier", identifier: "MSC", scheme: "SMDG" },
    ],
  },
  [`${EXAMPLES}/EBL_v3.0.4__get-v-transport-documents-transportDocumentReference-200__dgExample.json`]: DANGEROUS,
  [`${EXAMPLES}/EBL_v3.0.4__get-v-transport-documents-transportDocumentReference-200__reeferExample.json`]: REEFER,
  [`${EXAMPLES}/EBL_v3.0.4__get-v-transport-documents-transportDocumentReference-amendment200__dgExample.json`]:
    DANGEROUS,
  [`${EXAMPLES}/EBL_v3.0.4__post-v-transport-document-notificationsreq__draftFullStateTransferExample.json`]: {
    ...SAID_ALIKE,
    documentNumber: "HHL71800000",
    containers: ["NARU3472484"],
    vessel: "MSC Gülsün",
  },
  [`${EXAMPLES}/EBL_v3.0.4__put-v-transport-documents-transportDocumentReference-amendmentreq__reeferExample.json`]:
    REEFER,
};

/** Instructions, notices, events and messages, read by eye as well. */
const MESSAGES: Readonly<Record<string, readonly [format: string, kind: string, facts: Facts]>> = {
  "ebl-api-3.0.0-2c1u.json": [
    "dcsa-shipping-instructions-3",
    "shipping-instruction",
    {
      containers: ["MSCU1234567"],
      seals: ["NSL13386"],
      hsCodes: ["62034200", "85171200"],
      descriptions: ["Electronics - Consumer Devices", "Apparel - Summer Collection"],
      grossWeightKg: "35000",
      packages: "1000",
      parties: [
        { role: "consignor", name: "DCSA Test Shipper", country: "NL" },
        {
          role: "consignee",
          name: "DCSA Final Consignee",
          identifier: "111100T8BM49ADCSAO64",
          scheme: "LEI",
          country: "SG",
        },
      ],
    },
  ],
  "ebl-api-3.0.0-2c2u.json": [
    "dcsa-shipping-instructions-3",
    "shipping-instruction",
    {
      containers: ["ABCU1234567", "XYZU9876543"],
      seals: ["NSL13386", "NSL13387"],
      grossWeightKg: "20000",
      packages: "404",
    },
  ],
  "ebl-api-3.0.0-dg.json": [
    "dcsa-shipping-instructions-3",
    "shipping-instruction",
    { hsCodes: ["85076000"], grossWeightKg: "5000", descriptions: ["Lithium Ion Batteries - UN3480"] },
  ],
  "ebl-api-3.0.0-no-commodity-subreference.json": [
    "dcsa-shipping-instructions-3",
    "shipping-instruction",
    { descriptions: ["Refined Soybean Oil"] },
  ],
  "ebl-api-3.0.0-request.json": ["dcsa-shipping-instructions-3", "shipping-instruction", { hsCodes: ["15152100"] }],
  "ebl-api-3.0.0-soc-references.json": [
    "dcsa-shipping-instructions-3",
    "shipping-instruction",
    { containers: ["DCSU1234567"], seals: ["NSL13386"] },
  ],
  "ebl-api-3.0.0-straight-bl.json": ["dcsa-shipping-instructions-3", "shipping-instruction", { packages: "400" }],
  "arrivalnotice-api-100-get-basic-response.json": [
    "dcsa-arrival-notice-1",
    "arrival-notice",
    {
      documentNumber: "TRANSPORT_DOCUMENT_REFERENCE",
      containers: ["HLCU1234567"],
      seals: ["CMT01453"],
      descriptions: ["HOUSEHOLD GOODS"],
      grossWeightKg: "4205",
      packages: "150",
      portOfLoading: "AEJEA",
      portOfDischarge: "SGSIN",
      issueDate: "2024-03-04",
      arrivalDate: "2024-03-12",
      vessel: "YM MASCULINITY",
      voyage: "097E",
    },
  ],
  "arrivalnotice-api-100-post-freighted-request.json": [
    "dcsa-arrival-notice-1",
    "arrival-notice",
    {
      documentNumber: "SAM43512554",
      portOfLoading: "JPTYO",
      portOfDischarge: "USLAX",
      parties: [
        { role: "consignor", name: "Shipper", country: "JP" },
        { role: "consignee", name: "Consignee", country: "US" },
        { role: "carrier", identifier: "HDMU", scheme: "NMFTA" },
      ],
    },
  ],
  "EBL_END_v3.0.4__get-endorsement-chains-transportDocumentReference-200__surrenderedStraightBLExample.json": [
    "dcsa-ebl-message-3",
    "other-document",
    { relatedDocuments: [{ type: "705", number: "62CD536BA8D34C469AFD" }] },
  ],
  "EBL_END_v3.0.4__get-endorsement-chains-transportDocumentReference-200__twoTDSRExample.json": [
    "dcsa-ebl-message-3",
    "other-document",
    { relatedDocuments: [{ type: "705", number: "62CD536BA8D34C469AFD" }] },
  ],
  "EBL_ISS_v3.0.4__post-v-ebl-issuance-responsesreq__rejectedExample.json": [
    "dcsa-ebl-message-3",
    "other-document",
    { status: "REFU", relatedDocuments: [{ type: "705", number: "HHL7180000000" }] },
  ],
  "EBL_v3.0.4__post-v-transport-document-notificationsreq__amendConfirmedLightweightExample.json": [
    "dcsa-ebl-message-3",
    "other-document",
    {
      status: "AMENDMENT_CONFIRMED",
      issueDate: "2018-04-05",
      relatedDocuments: [{ type: "705", number: "HHL71800000" }],
    },
  ],
  "tnt-300-request-iot.json": ["dcsa-track-and-trace", "custody-events", { containers: ["APZU4812090"] }],
  "tnt-300-request-shipment.json": [
    "dcsa-track-and-trace",
    "custody-events",
    {
      relatedDocuments: [
        { type: "335", number: "ABC709951" },
        { type: "705", number: "HHL71800000" },
      ],
    },
  ],
};

/** Path of a sample by its name. */
function pathOf(name: string): string {
  if (name.startsWith("tnt-")) return `corpus/events/dcsa-tnt/${name}`;
  return name.startsWith("EBL_") ? `${EXAMPLES}/${name}` : `${CORPUS}/dcsa/${name}`;
}

describeShared("Over DCSA's own samples, readDocument", CORPUS, () => {
  for (const [path, expected] of Object.entries(BILLS)) {
    it(`reads the transport document of ${path.split("/").pop()}, and its facts`, () => {
      const { format, kind, facts } = readDocument(readShared(path), {});
      expect([format, kind]).to.deep.equal(["dcsa-transport-document-3", "bill-of-lading-master"]);
      for (const [name, fact] of Object.entries(expected)) expect(facts, name).to.have.deep.property(name, fact);
    });
  }

  for (const [name, [format, kind, expected]] of Object.entries(MESSAGES)) {
    it(`reads ${name} as ${format}, and its facts`, () => {
      const reading = readDocument(readShared(pathOf(name)), {});
      expect([reading.format, reading.kind]).to.deep.equal([format, kind]);
      for (const [fact, value] of Object.entries(expected))
        expect(reading.facts, fact).to.have.deep.property(fact, value);
    });
  }

  it("knows every file but errors and answers too small to tell, and refuses the one that is no JSON", () => {
    const known = new Set([...Object.keys(BILLS), ...Object.keys(MESSAGES).map(pathOf)]);
    const others = ["bills-of-lading/dcsa", "bills-of-lading/dcsa-openapi-examples", "events/dcsa-tnt"]
      .flatMap((folder) => listShared(`corpus/${folder}`))
      .filter((path) => !known.has(path));
    const read = others.map((path) => {
      const fault = codeOf(() => readDocument(readShared(path), {}));
      return [path.split("/").pop(), fault === "nothing thrown" ? readDocument(readShared(path), {}).format : fault];
    });
    expect(read).to.deep.equal([
      // DCSA's surrender request has placeholders that are no JSON.
      ["eblissuance-v3.0.0-error-message.json", "json"],
      ["eblsurrender-api-v3.0.0-request.json", "JSON_SYNTAX"],
      ["EBL_v3.0.4__patch-v-shipping-instructions-documentReference-req__cancelUpdateExample.json", "json"],
      ["EBL_v3.0.4__post-v-shipping-instructions202__receExample.json", "json"],
    ]);
  });
});
