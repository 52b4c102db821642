import type { JsonObject } from "../../canonical/json.ts";
import type { KindName } from "../../kinds/kinds.ts";
import type { Hints } from "../format.ts";
import { billKind } from "../json-facts/bill-kind.ts";
import { papersAt } from "../json-facts/parties.ts";
import { textAt } from "../json-facts/places.ts";
import { agreed, every, type FactTable, first } from "../json-facts/rules.ts";
import { total } from "../json-facts/sums.ts";
import { CARRIAGE_FACTS, dcsaCargoAt, goodsAt, subject } from "./common-facts.ts";
import type { CredentialType } from "./credential-type.ts";
import { DECLARATION_TYPES } from "./declaration-types.ts";

/** DCSA's transport document types, before eBL 3. */
const dcsaKind = (credential: JsonObject, hints: Hints): KindName => {
  const type = textAt(credential, subject("shippingInstruction/transportDocumentType"));
  if (type === "SWB") return "sea-waybill";
  return type === "HBL" ? "bill-of-lading-house" : billKind(hints);
};

const billFacts = (items: string): FactTable => ({
  documentNumber: first(subject("billOfLadingNumber")),
  ...CARRIAGE_FACTS,
  ...goodsAt(subject(items)),
});

const INSTRUCTIONS_FACTS: FactTable = {
  ...CARRIAGE_FACTS,
  ...goodsAt(subject("includedConsignmentItems")),
  relatedDocuments: papersAt([
    ["335", subject("bookingNumber")],
    ["705", subject("billOfLadingNumber")],
  ]),
};

const MANIFEST_FACTS: FactTable = {
  ...goodsAt(subject("billsOfLading/particulars")),
  vessel: first(subject("transportMeans")),
  voyage: first(subject("voyage")),
  containers: every(subject("billsOfLading/utilizedTransportEquipment/equipmentReference")),
  portOfLoading: agreed(subject("billsOfLading/portOfLoading/unLocode")),
  portOfDischarge: agreed(subject("billsOfLading/portOfDischarge/unLocode")),
  relatedDocuments: papersAt([["705", subject("billsOfLading/billOfLadingNumber")]]),
};

const TRANSPORT_DOCUMENT_FACTS: FactTable = {
  documentNumber: first(subject("transportDocumentReference")),
  ...dcsaCargoAt("shippingInstruction/"),
  vessel: first(subject("transports/vesselNumber")),
  voyage: first(subject("transports/voyageNumber")),
};

const ORIGIN_FACTS: FactTable = {
  ...goodsAt(subject("items")),
  documentNumber: first(subject("certificateNumber")),
  descriptions: every(subject("items/description")),
  originCountry: agreed(subject("manufacturingCountry"), subject("items/manufacturingCountry")),
  departureDate: first(subject("dateOfExport")),
};

const USMCA_FACTS: FactTable = {
  ...goodsAt(subject("goods")),
  documentNumber: first(subject("certificateNumber")),
  originCountry: agreed(subject("goods/countryOfOrigin")),
  relatedDocuments: papersAt([["380", subject("invoiceNumber")]]),
};

const PHYTOSANITARY_FACTS: FactTable = {
  documentNumber: first(subject("certificateNumber")),
  issueDate: first(subject("signatureDate"), "validFrom", "issuanceDate"),
  descriptions: every(subject("shipment/agriculturePackage/agricultureProduct/product/description")),
  packages: total(subject("shipment/agriculturePackage"), "packageQuantity"),
  portOfLoading: first(subject("shipment/foreignPortExport/unLocode")),
  portOfDischarge: first(subject("shipment/portOfEntry/unLocode")),
  arrivalDate: first(subject("shipment/expectedArrival")),
};

const ORGANIC_FACTS: FactTable = { issueDate: first(subject("issueDate"), "validFrom", "issuanceDate") };

const BILL: CredentialType = { kind: (_, hints) => billKind(hints), facts: billFacts("particulars") };
const MASTER_BILL: CredentialType = { kind: "bill-of-lading-master", facts: billFacts("includedConsignmentItems") };
const HOUSE_BILL: CredentialType = { kind: "bill-of-lading-house", facts: billFacts("includedConsignmentItems") };

/**
 * What is known of the types of credentials and subjects of the W3C traceability vocabulary. To know another, add a row;
 * the first that a credential has, its subject's types before its own, counts.
 */
export const CREDENTIAL_TYPES: Readonly<Record<string, CredentialType>> = {
  BillOfLading: BILL,
  BillOfLadingCredential: BILL,
  MasterBillOfLading: MASTER_BILL,
  MasterBillOfLadingCredential: MASTER_BILL,
  HouseBillOfLading: HOUSE_BILL,
  HouseBillOfLadingCredential: HOUSE_BILL,
  DCSATransportDocument: { kind: dcsaKind, facts: TRANSPORT_DOCUMENT_FACTS },
  DCSAShippingInstruction: { kind: "shipping-instruction", facts: dcsaCargoAt("") },
  ShippingInstructions: { kind: "shipping-instruction", facts: INSTRUCTIONS_FACTS },
  FreightManifest: { kind: "cargo-manifest", facts: MANIFEST_FACTS },
  CertificationOfOrigin: { kind: "certificate-of-origin", facts: ORIGIN_FACTS },
  USMCAClaims: { kind: "certificate-of-origin", facts: USMCA_FACTS },
  USMCACertificationOfOrigin: { kind: "certificate-of-origin", facts: USMCA_FACTS },
  Phytosanitary: { kind: "phytosanitary-certificate", facts: PHYTOSANITARY_FACTS },
  OrganicCertificate: { kind: "other-document", facts: ORGANIC_FACTS },
  ...DECLARATION_TYPES,
};
