import { firstOf } from "../fact-rules.ts";
import { type PartyReader, partiesAt, rowsOf } from "../json-facts/parties.ts";
import { objectsAt, textAt, valueAt } from "../json-facts/places.ts";
import { agreed, every, type FactTable, first, locationAt, matching, type Rule } from "../json-facts/rules.ts";
import { kilograms, money, total } from "../json-facts/sums.ts";

/** FIATA writes it so. */
export const DOCUMENT = "exchanged_document";
export const CONSIGNMENT = "supply_chain_consignment";
const ITEMS = `${CONSIGNMENT}/includedConsignmentItem`;
const MOVEMENT = `${CONSIGNMENT}/mainCarriageTransportMovement`;

/** A party: a row for each identifier with its agency, or for its name. */
const readParty: PartyReader = (party, role) => {
  const name = textAt(party, "name/value") ?? null;
  const country = valueAt(party, "postalAddress/countryCode") ?? null;
  const identifiers = objectsAt(party, "id").map((id) => ({
    identifier: valueAt(id, "value") ?? null,
    scheme: valueAt(id, "identificationScheme") ?? valueAt(id, "identificationSchemeAgency") ?? null,
  }));
  return rowsOf({ role, name, country }, identifiers);
};

/** A place where it is identified by its UN/LOCODE; other identifiers, such as a GLN, are none. */
const location = (name: string): Rule => locationAt(`${CONSIGNMENT}/${name}/id/value`, `${CONSIGNMENT}/${name}/id`);

/** FIATA Multimodal Bill of Lading data standard, on UN/CEFACT's Multi-Modal Transport reference data model. */
export const EFBL_FACTS: FactTable = {
  documentNumber: firstOf(first(`${DOCUMENT}/id/value`), matching(/./, first(`${DOCUMENT}/id`))),
  issueDate: first(`${DOCUMENT}/issueDateTime/value`),
  containers: every(`${ITEMS}/associatedTransportEquipment/id/value`, `${ITEMS}/usedTransportEquipment/id/value`),
  seals: every(
    `${ITEMS}/associatedTransportEquipment/affixedSeal/value`,
    `${ITEMS}/usedTransportEquipment/affixedSeal/value`,
  ),
  hsCodes: matching(/^\d[\d. ]{3,14}$/, every(`${ITEMS}/goodsTypeCode/value`)),
  descriptions: every(`${ITEMS}/cargoNatureIdentification/identificationText/value`),
  grossWeightKg: kilograms(ITEMS, "grossWeight/value", "grossWeight/unit"),
  packages: firstOf(first(`${CONSIGNMENT}/numberOfPackages`), total(`${ITEMS}/transportPackage`, "itemQuantity")),
  originCountry: agreed(`${ITEMS}/originTradeCountry`),
  portOfLoading: location("loadingBaseportLocation"),
  portOfDischarge: location("unloadingBaseportLocation"),
  placeOfReceipt: location("carrierAcceptanceLocation"),
  placeOfDelivery: location("consigneeReceiptLocation"),
  vessel: first(`${MOVEMENT}/name/value`),
  voyage: first(`${MOVEMENT}/voyageNumber/value`),
  parties: partiesAt(readParty, [
    ["consignor", `${CONSIGNMENT}/consignor`],
    ["consignee", `${CONSIGNMENT}/consignee`],
    ["carrier", `${CONSIGNMENT}/cto`],
    ["notify", `${CONSIGNMENT}/notifiedParty`],
  ]),
  value: money(
    `${CONSIGNMENT}/declaredValueForCarriageAmount/value`,
    `${CONSIGNMENT}/declaredValueForCarriageAmount/currency`,
  ),
};
