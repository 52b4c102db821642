import { firstOf } from "../fact-rules.ts";
import { papersAt, partiesAt } from "../json-facts/parties.ts";
import { agreed, every, type FactTable, first } from "../json-facts/rules.ts";
import { kilograms, money, total } from "../json-facts/sums.ts";
import { readOrganization } from "./party.ts";

/** Place of a member of the subject of a credential. */
export const subject = (place: string): string => `credentialSubject/${place}`;

const ROLES: readonly (readonly [role: string, ...members: string[]])[] = [
  ["consignor", "consignor", "shipper", "shippingInstruction/shipper", "shipment/shipper", "shipmentInitiator"],
  [
    "consignee",
    ...["consignee", "ultimateConsignee", "shippingInstruction/consignee", "shipment/consignee", "finalDeliverTo"],
  ],
  ["notify", "notify", "notifyParty", "firstNotify", "shippingInstruction/firstNotify"],
  ["carrier", "carrier", "transports/carrier", "shipment/carrier"],
  ["exporter", "exporter", "exporterDetails"],
  ["importer", "importer", "importerDetails", "importerOfRecord", "importerNumber"],
  ["seller", "seller"],
  ["buyer", "buyer", "shipment/purchaser"],
];

/** What every credential states in the same places. */
export const ENVELOPE_FACTS = {
  issueDate: first("validFrom", "issuanceDate"),
  expiryDate: first("validUntil", "expirationDate"),
  parties: partiesAt(readOrganization, [
    ...ROLES.flatMap(([role, ...members]) => members.map((member) => [role, subject(member)] as const)),
    ["issuer", "issuer"],
  ]),
} satisfies FactTable;

/** Goods by the place of their items, as consignment items and product lines of the vocabulary state them. */
export const goodsAt = (items: string): FactTable => ({
  hsCodes: every(
    `${items}/commodity/commodityCode`,
    `${items}/commodityCode`,
    `${items}/product/commodity/commodityCode`,
  ),
  descriptions: every(`${items}/commodity/description`, `${items}/description`),
  grossWeightKg: kilograms(items, "grossWeight/value", "grossWeight/unitCode"),
  netWeightKg: kilograms(items, "netWeight/value", "netWeight/unitCode"),
  packages: firstOf(first(subject("totalNumberOfPackages")), total(items, "packageQuantity")),
});

/** Carriage as `BillOfLading`, `MasterBillOfLading`, `HouseBillOfLading` and `ShippingInstructions` state it. */
export const CARRIAGE_FACTS: FactTable = {
  containers: every(subject("utilizedTransportEquipment/equipmentReference")),
  seals: every(subject("utilizedTransportEquipment/seals/sealNumber")),
  portOfLoading: agreed(subject("portOfLoading/unLocode")),
  portOfDischarge: agreed(subject("portOfDischarge/unLocode")),
  placeOfReceipt: agreed(subject("placeOfReceipt/unLocode")),
  placeOfDelivery: agreed(subject("placeOfDelivery/unLocode")),
  loadingDate: first(subject("shippedOnBoardDate")),
  vessel: first(subject("mainCarriageTransportMovement/vesselNumber")),
  voyage: first(subject("mainCarriageTransportMovement/voyageNumber")),
  value: money(subject("declaredValue/price"), subject("declaredValue/priceCurrency")),
  relatedDocuments: papersAt([["335", subject("bookingNumber")]]),
};

/** The cargo of shipping instructions in DCSA's form, below a place of the subject. */
export const dcsaCargoAt = (above: string): FactTable => ({
  containers: every(subject(`${above}utilizedTransportEquipments/equipmentReference`)),
  seals: every(subject(`${above}utilizedTransportEquipments/seals/sealNumber`)),
  descriptions: every(subject(`${above}cargoItems/cargoLineItems/descriptionOfGoods`)),
  hsCodes: every(subject(`${above}cargoItems/cargoLineItems/HSCode`)),
  grossWeightKg: kilograms(subject(`${above}cargoItems`), "weight", "weightUnit"),
  packages: total(subject(`${above}cargoItems`), "numberOfPackages"),
  relatedDocuments: papersAt([["335", subject(`${above}carrierBookingReference`)]]),
});
