import type { Json, JsonObject } from "../../canonical/json.ts";
import { joined } from "../fact-rules.ts";
import { papersAt, partiesAt } from "../json-facts/parties.ts";
import { valuesAt } from "../json-facts/places.ts";
import { every, type FactTable, first, type Rule } from "../json-facts/rules.ts";
import { kilograms, money, total } from "../json-facts/sums.ts";
import { readDcsaParty } from "./party.ts";

const CARGO = "consignmentItems/cargoItems";
const EQUIPMENT = "utilizedTransportEquipments";
/** Where references stand. */
const REFERRING = ["", "consignmentItems", CARGO, EQUIPMENT];

/** The first UCR: customs references and items' references list values, other references have one. */
function ucr(document: JsonObject): Json | undefined {
  const references = REFERRING.flatMap((place) =>
    ["customsReferences", "references"].flatMap((name) => valuesAt(document, place === "" ? name : `${place}/${name}`)),
  );
  const ucrs = references.filter((reference) => valuesAt(reference, "type").includes("UCR"));
  return ucrs.flatMap((one) => [...valuesAt(one, "values"), ...valuesAt(one, "value")])[0];
}

/** HS codes of each item, the longer ones where it states both. */
const hsCodes: Rule = (document) => {
  const items = valuesAt(document, "consignmentItems");
  const codes = items.flatMap((item) => {
    const extended = valuesAt(item, "extendedHSCodes");
    return extended.length > 0 ? extended : valuesAt(item, "HSCodes");
  });
  return codes.length === 0 ? undefined : codes;
};

/** The contracting carrier, whom these documents know by code only. */
export const carrier: Rule = (document) => {
  const [identifier] = valuesAt(document, "carrierCode");
  if (identifier === undefined) return undefined;
  return [{ role: "carrier", identifier, scheme: valuesAt(document, "carrierCodeListProvider")[0] ?? null }];
};

/** What shipping instructions and transport documents of DCSA eBL 3 state alike. */
const CARGO_FACTS = {
  ucr,
  containers: every(
    `${EQUIPMENT}/equipment/equipmentReference`,
    `${EQUIPMENT}/equipmentReference`,
    `${CARGO}/equipmentReference`,
  ),
  seals: every(`${EQUIPMENT}/seals/number`),
  hsCodes,
  descriptions: every("consignmentItems/descriptionOfGoods"),
  grossWeightKg: kilograms(CARGO, "cargoGrossWeight/value", "cargoGrossWeight/unit"),
  packages: total(CARGO, "outerPackaging/numberOfPackages"),
} satisfies FactTable;

const PARTIES = partiesAt(readDcsaParty, [
  ["consignor", "documentParties/shipper"],
  ["consignee", "documentParties/consignee"],
  ["consignee", "documentParties/endorsee"],
  ["issuer", "documentParties/issuingParty"],
  ["seller", "documentParties/seller"],
  ["buyer", "documentParties/buyer"],
  ["notify", "documentParties/notifyParties"],
]);

const NAMED = [
  ["335", "consignmentItems/carrierBookingReference"],
  ["811", "exportLicense/reference", "consignmentItems/exportLicense/reference", `${CARGO}/exportLicense/reference`],
  ["911", "importLicense/reference", "consignmentItems/importLicense/reference", `${CARGO}/importLicense/reference`],
] as const;

/** DCSA eBL 3: a transport document. */
export const TRANSPORT_DOCUMENT_FACTS: FactTable = {
  documentNumber: first("transportDocumentReference"),
  ...CARGO_FACTS,
  netWeightKg: kilograms(CARGO, "cargoNetWeight/value", "cargoNetWeight/unit"),
  portOfLoading: first("transports/portOfLoading/UNLocationCode"),
  portOfDischarge: first("transports/portOfDischarge/UNLocationCode"),
  placeOfReceipt: first("transports/placeOfReceipt/UNLocationCode"),
  placeOfDelivery: first("transports/placeOfDelivery/UNLocationCode"),
  issueDate: first("issueDate"),
  loadingDate: first("shippedOnBoardDate"),
  departureDate: first("transports/plannedDepartureDate"),
  arrivalDate: first("transports/plannedArrivalDate"),
  vessel: first("transports/vesselVoyages/vesselName"),
  voyage: first("transports/vesselVoyages/carrierExportVoyageNumber"),
  parties: joined(PARTIES, carrier),
  value: money("declaredValue", "declaredValueCurrency"),
  status: first("transportDocumentStatus"),
  relatedDocuments: papersAt([["340", "shippingInstructionsReference"], ...NAMED]),
};

/** DCSA eBL 3: shipping instructions; the number is the carrier's, where it has given one. */
export const SHIPPING_INSTRUCTIONS_FACTS: FactTable = {
  documentNumber: first("shippingInstructionsReference"),
  ...CARGO_FACTS,
  parties: joined(PARTIES, carrier),
  status: first("updatedShippingInstructionsStatus", "shippingInstructionsStatus"),
  relatedDocuments: papersAt([["705", "transportDocumentReference"], ...NAMED]),
};
