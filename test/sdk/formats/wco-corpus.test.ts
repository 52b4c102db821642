import { expect } from "chai";
import type { Facts, Party } from "../../../sdk/src/facts/facts.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { describeShared, readShared } from "../../support/shared.ts";

const FOLDER = "corpus/declarations/wco-dms-hmrc-cds";

const trader = (role: string, identifier: string): Party => ({ role, identifier, scheme: "EORI" });

/** Read by eye from the files: of each, its format, its kind and all its facts. */
const PAPERS: Readonly<Record<string, readonly [format: string, kind: string, facts: Facts]>> = {
  "TT_EX011b__TT_EX011b.xml": [
    "wco-declaration",
    "declaration-export",
    {
      documentNumber: "TC04_RoRo_Test_NI02",
      ucr: "0GB427168118378-0110NI02",
      containers: ["CONU1234567"],
      seals: ["333"],
      hsCodes: ["46021910"],
      descriptions: ["Straw envelopes for bottles, made of certified straw in wraps of 1000"],
      grossWeightKg: "10",
      netWeightKg: "5",
      packages: "10",
      dispatchCountry: "GB",
      destinationCountry: "US",
      issueDate: "2020-10-01",
      vessel: "CSCLGLOBE",
      parties: [
        trader("exporter", "GB427168118378"),
        trader("declarant", "GB427168118378"),
        { role: "consignee", name: "Packings Import Incorporated", country: "US" },
        trader("carrier", "GB025115100010"),
      ],
      value: { amount: "1000", currency: "GBP" },
      customsOffice: "GB000040",
      relatedDocuments: [{ type: "DCR", number: "0GB427168118378-0110NI02" }],
    },
  ],
  "TT_IM003b__TT_IM003a.xml": [
    "wco-declaration",
    "declaration-import",
    {
      documentNumber: "TT_IM03a_2212_001",
      ucr: "1GB575456994000-12345",
      containers: ["DM1234"],
      hsCodes: ["7306619900"],
      descriptions: ["ttimportdocnonblocking"],
      grossWeightKg: "1500",
      netWeightKg: "1000",
      packages: "1",
      originCountry: "US",
      dispatchCountry: "US",
      parties: [
        { role: "exporter", name: "Bags Exports", country: "US" },
        trader("declarant", "GB603202734852"),
        trader("importer", "GB575456994000"),
      ],
      value: { amount: "1000", currency: "GBP" },
      relatedDocuments: [
        { type: "MCR", number: "GB/1234-:3333HB" },
        { type: "DCR", number: "1GB575456994000-12345" },
        { type: "C512", number: "GBSDE575456994000I" },
      ],
    },
  ],
  "TT_IM203a__Step1_TT_IM203a.xml": [
    "wco-declaration",
    "declaration-import",
    {
      documentNumber: "U.7849431PEMPC",
      ucr: "5GB553202734852-20250804",
      containers: ["DM1234"],
      hsCodes: ["7202495090"],
      descriptions: ["Other base metal containing by weight more than 0,05% but not more than 0,5% of carbon"],
      grossWeightKg: "300",
      netWeightKg: "250",
      packages: "40",
      originCountry: "GB",
      dispatchCountry: "GB",
      destinationCountry: "GB",
      issueDate: "2025-11-11",
      parties: [
        { role: "exporter", name: "York Trading.", country: "GB" },
        trader("declarant", "XI603202734852"),
        trader("importer", "XI553202734852"),
      ],
      value: { amount: "1000", currency: "GBP" },
      customsOffice: "GBBEL004",
      relatedDocuments: [
        { type: "DCR", number: "RSD5GB553202734852-20250804" },
        { type: "CLE", number: "20251111" },
        { type: "ZZZ", number: "STK12345" },
        { type: "1DAN", number: "1108656" },
        { type: "C514", number: "XIEIR553202734852I20231019133850" },
        { type: "C501", number: "XI AEOC 18560/59" },
        { type: "C506", number: "XIDPO1108656" },
        { type: "C517", number: "XICWP55320273485220231019133850" },
        { type: "C505", number: "GBCGUGuaranteenotrequired" },
        { type: "935", number: "12345/04.08.2025" },
        { type: "Y023", number: "XI AEOC 18560/59" },
        { type: "Y024", number: "XI AEOC 98419/78" },
        { type: "Y027", number: "XI AEOC 18560/59" },
        { type: "C644", number: "0054037" },
        { type: "1UKI", number: "XIUKIM55320273485220240124160138" },
        { type: "760", number: "0054047" },
      ],
    },
  ],
  "Example_DMS_notifications__03_DMSREJ.xml": [
    "wco-response",
    "customs-response",
    {
      documentNumber: "561fb99741a94910913f9bd1e4d4055e",
      mrn: "20GB1NA4Y2YSRFGVR6",
      issueDate: "2020-02-11",
      status: "03",
      relatedDocuments: [{ type: "LRN", number: "Sample_A_TC01_1102_03" }],
    },
  ],
  "TT_IM016a__Example_Notifications__03_DMSDOC.xml": [
    "wco-response",
    "customs-response",
    {
      documentNumber: "e3b3436187a440078d8a61cfa527b564",
      mrn: "23GB66GVO0X3GBZAR3",
      issueDate: "2023-06-05",
      status: "06",
      relatedDocuments: [{ type: "LRN", number: "TT_IM16a_v1.3_06062023" }],
    },
  ],
  // It answers one declaration and repeats a part of another version of it.
  "TT_IM017b__08._DMSRES.xml": [
    "wco-response",
    "customs-response",
    {
      documentNumber: "dd8eff32bd4841539f661e804e372a07",
      mrn: "21GB7X9245J99OX4R0",
      issueDate: "2021-07-19",
      status: "07",
      relatedDocuments: [{ type: "LRN", number: "TT_IM17b_190721_01" }],
    },
  ],
  "TT_IM001c__Example_Notifications__step-2_DIS.xml": [
    "hmrc-declaration-status",
    "customs-response",
    {
      documentNumber: "24GB2VNN8DSUDFUAR5",
      mrn: "24GB2VNN8DSUDFUAR5",
      issueDate: "2024-03-13",
      packages: "50",
      parties: [trader("declarant", "GB150454489082")],
      status: "22",
      relatedDocuments: [
        { type: "DCR", number: "4GB553202734852-DDR405882" },
        { type: "355", number: "24GB34F7Y1O2CX8PT4" },
      ],
    },
  ],
  "TT_EX021a__Movement_Messages__Step3_EAL_MovementMessage_DUCR1.xml": [
    "hmrc-inventory-linking",
    "custody-events",
    {
      documentNumber: "RYFJSC0GUBALT2G3VC220SM1P",
      ucr: "4GB995533237489-F8LLLLF",
      arrivalDate: "2024-12-06",
      status: "EAL",
      custodyEvents: [{ event: "arrival", time: "2024-12-06T15:46:47.047Z", place: "GBAUSUNSUNSUN" }],
    },
  ],
  "TT_EX052a__Movement_Messages__Step5_CST.xml": [
    "hmrc-inventory-linking",
    "other-document",
    {
      ucr: "GB/JOL7-YNP7888UO403UMMD1BHDBRCAL",
      status: "CST",
      relatedDocuments: [{ type: "MCR", number: "GB/JOL7-YNP7888UO403UMMD1BHDBRCAL" }],
    },
  ],
};

describeShared("Over HMRC's samples of the Customs Declaration Service, readDocument", FOLDER, () => {
  for (const [name, expected] of Object.entries(PAPERS)) {
    it(`reads format, kind and all facts of ${name}`, () => {
      const { format, kind, facts } = readDocument(readShared(`${FOLDER}/${name}`), {});
      expect([format, kind, facts]).to.deep.equal(expected);
    });
  }
});
