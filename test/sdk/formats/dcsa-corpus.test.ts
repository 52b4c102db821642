import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { codeOf } from "../../support/refusal.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";
import { MESSAGES } from "./dcsa-messages.ts";

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
