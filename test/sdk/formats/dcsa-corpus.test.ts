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
  [`${EXAMPLES}/EBL_v3.0.4__put-v-transport-documents-transportDocumentReference-amendmentreq__reeferExample.json`]:
    REEFER,
};

describeShared("Over DCSA's own samples, readDocument", CORPUS, () => {
  for (const [path, expected] of Object.entries(BILLS)) {
    it(`reads the transport document of ${path.split("/").pop()}, and its facts`, () => {
      const { format, kind, facts } = readDocument(readShared(path), {});
      expect([format, kind]).to.deep.equal(["dcsa-transport-document-3", "bill-of-lading-master"]);
      for (const [name, fact] of Object.entries(expected)) expect(facts, name).to.have.deep.property(name, fact);
    });
  }

  const others = ["dcsa", "dcsa-openapi-examples"]
    .flatMap((folder) => listShared(`${CORPUS}/${folder}`))
    .filter((path) => !(path in BILLS));
  for (const path of others) {
    it(`takes ${path.split("/").pop()} for no transport document`, () => {
      const read = () => readDocument(readShared(path), {});
      // DCSA's surrender request has placeholders that are no JSON.
      if (path.includes("eblsurrender")) expect(codeOf(read)).to.equal("JSON_SYNTAX");
      else expect(read().format).not.to.equal("dcsa-transport-document-3");
    });
  }
});
