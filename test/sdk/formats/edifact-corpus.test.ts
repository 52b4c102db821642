import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const CORPUS = "corpus/edifact";
const WIDGETS: Facts = {
  documentNumber: "342459",
  descriptions: ["WIDGET", "DIFFERENT WIDGET"],
  quantities: [
    { value: "1020", unit: "EA" },
    { value: "20", unit: "EA" },
  ],
  issueDate: "2006-05-15",
  parties: [
    { role: "buyer", name: "CUMMINS MID-RANGE ENGINE PLANT", identifier: "792820524", scheme: "DUNS" },
    { role: "seller", name: "GENERAL WIDGET COMPANY", identifier: "005435656", scheme: "DUNS" },
  ],
  value: { amount: "2137.58", currency: "USD" },
};

/** Read by eye from the files, all facts of each. */
const MESSAGES: Readonly<Record<string, Facts>> = {
  "CUSCAR_D99B_AU-ICS_warehouse-release": {
    documentNumber: "200401270003",
    hsCodes: ["03026200"],
    descriptions: ["GOODS DESCRIPTION"],
    quantities: [{ value: "10", unit: "KG" }],
  },
  "CUSREP_D99B_AU-ICS_departure": {
    documentNumber: "200401270013",
    placeOfDelivery: "NZAKL",
    departureDate: "2004-01-27",
    vessel: "N3",
    voyage: "N1",
    parties: [{ role: "carrier", identifier: "N2", scheme: "3055:95" }],
    custodyEvents: [{ event: "departure", time: "2004-01-27T07:00:00", place: "9053M", vessel: "N3" }],
  },
  D00B_IFTSTA_apimeister: {
    documentNumber: "2BOG129382",
    containers: ["TRHU4307252", "TRHU4561222"],
    portOfLoading: "COCTG",
    portOfDischarge: "USNYC",
    placeOfDelivery: "USWOQ",
    issueDate: "2022-01-01",
    departureDate: "2022-11-09",
    arrivalDate: "2022-11-17",
    parties: [{ role: "carrier", name: "SENDER-COMP", identifier: "ABCD", country: "DE" }],
    relatedDocuments: [
      { type: "705", number: "ABCD224O4023815X" },
      { type: "BN", number: "24O4023815" },
    ],
    custodyEvents: [{ event: "departure", time: "2022-11-19T07:10:00", place: "USSYR", container: "TRHU4561222" }],
  },
  D04B_BAPLIE_apimeister: {
    documentNumber: "2343",
    containers: ["CONTAINER"],
    grossWeightKg: "23000",
    issueDate: "2009-10-30",
    departureDate: "2009-10-01",
    arrivalDate: "2009-10-30",
    vessel: "IMONUMBER",
    voyage: "RFN234",
    custodyEvents: [{ event: "arrival", time: "2009-10-30T12:30:00", place: "DEPARTPLACE", vessel: "IMONUMBER" }],
  },
  "staedi_baplie-test": {
    documentNumber: "M1",
    containers: ["TOLU2566410"],
    grossWeightKg: "10000",
    issueDate: "2009-03-03",
    vessel: "DLHV",
    voyage: "VOYAGENO123",
    parties: [{ role: "carrier", identifier: "CARRIERID", scheme: "3055:20" }],
  },
  pydifact_invoice_with_colon_at_end: {
    documentNumber: "1060113800026",
    quantities: [{ value: "54", unit: "PCE" }],
    issueDate: "1999-10-06",
    parties: [{ role: "seller", identifier: "2002993", scheme: "3055:92" }],
    value: { amount: "1960.29", currency: "EUR" },
  },
  staedi_invoic_d93a_una: {
    documentNumber: "9908001",
    descriptions: ["Fahrrad, Damen", "Luftpumpe, Stand-", "Ersatzventil"],
    quantities: [
      { value: "1", unit: "PCE" },
      { value: "1", unit: "PCE" },
      { value: "3", unit: "PCE" },
    ],
    issueDate: "1999-08-02",
    parties: [
      { role: "seller", name: "Fahrradhandel Pedal" },
      { role: "buyer", name: "Huber GmbH" },
    ],
  },
  "rovome_full-parsing_1_INVOIC_D97B": WIDGETS,
  rovome_interchangeBuilderSample_1_INVOIC_D01B: WIDGETS,
  rovome_reader_1_INVOIC_D01B: WIDGETS,
  staedi_wrapped_invoic_d97b_una: WIDGETS,
};

describeShared("Over published interchanges, readDocument", CORPUS, () => {
  for (const [file, expected] of Object.entries(MESSAGES)) {
    it(`reads the facts of ${file}`, () => {
      const { format, facts } = readDocument(readShared(`${CORPUS}/${file}.edi`), {});
      expect(format).to.match(/^edifact-/);
      expect(facts).to.deep.equal(expected);
    });
  }

  it("keeps what is wrong in the bad invoice, and says that its quantities are malformed", () => {
    const { facts, findings } = readDocument(readShared(`${CORPUS}/staedi_invoic_d97b_bad.edi`), {});
    expect(facts).not.to.have.property("quantities");
    expect(findings.map(({ code, fact }) => `${code} ${fact ?? ""}`)).to.deep.equal([
      "EDIFACT_CHARACTER_INVALID ",
      "FACT_MALFORMED quantities",
    ]);
  });

  for (const path of listShared(CORPUS)) {
    it(`knows ${path.split("/").pop()} for UN/EDIFACT, whatever is amiss in it`, () => {
      expect(readDocument(readShared(path), {}).format).to.match(/^edifact/);
    });
  }
});
