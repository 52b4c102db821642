import type { Facts } from "../../../sdk/src/facts/facts.ts";

/** Instructions, notices, events and messages, read by eye as well. */
export const MESSAGES: Readonly<Record<string, readonly [format: string, kind: string, facts: Facts]>> = {
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
