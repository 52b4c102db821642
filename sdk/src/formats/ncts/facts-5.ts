import { textAt } from "../../xml/element.ts";
import { firstOf, joined } from "../fact-rules.ts";
import { day } from "../xml-facts/days.ts";
import { agreed, each, type FactRule, type FactTable, text, texts } from "../xml-facts/fact-table.ts";
import { kilograms, sum } from "../xml-facts/measures.ts";
import { parties, trader } from "../xml-facts/parties.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";

const HOUSE = "Consignment/HouseConsignment";
const ITEM = `${HOUSE}/ConsignmentItem`;
const PARTY = trader("name", "identificationNumber", "Address/country");

/** The subheading of the Harmonized System and the two digits of the Combined Nomenclature after it. */
const hsCode: FactRule = (code) => {
  const subheading = textAt(code, "harmonizedSystemSubHeadingCode");
  return subheading === undefined ? undefined : subheading + (textAt(code, "combinedNomenclatureCode") ?? "");
};

const NAMED = ["PreviousDocument", "SupportingDocument", "TransportDocument"];
const LEVELS = ["Consignment", HOUSE, ITEM];

/** DG TAXUD, Design Document for National Transit Application (NCTS phase 5), appendix Q2: below CC029C; CC013C and CC015C are alike. */
export const NCTS5_FACTS: FactTable = {
  mrn: text("TransitOperation/MRN"),
  ucr: text("Consignment/referenceNumberUCR", `${HOUSE}/referenceNumberUCR`, `${ITEM}/referenceNumberUCR`),
  containers: texts("Consignment/TransportEquipment/containerIdentificationNumber"),
  seals: texts("Consignment/TransportEquipment/Seal/identifier"),
  hsCodes: each(`${ITEM}/Commodity/CommodityCode`, hsCode),
  descriptions: texts(`${ITEM}/Commodity/descriptionOfGoods`),
  grossWeightKg: firstOf(
    kilograms("Consignment/grossMass"),
    kilograms(`${HOUSE}/grossMass`),
    kilograms(`${ITEM}/Commodity/GoodsMeasure/grossMass`),
  ),
  netWeightKg: kilograms(`${ITEM}/Commodity/GoodsMeasure/netMass`),
  packages: sum(`${ITEM}/Packaging/numberOfPackages`),
  dispatchCountry: agreed(...LEVELS.map((level) => `${level}/countryOfDispatch`)),
  destinationCountry: agreed("Consignment/countryOfDestination", `${ITEM}/countryOfDestination`),
  portOfLoading: text("Consignment/PlaceOfLoading/UNLocode"),
  portOfDischarge: text("Consignment/PlaceOfUnloading/UNLocode"),
  voyage: text("Consignment/ActiveBorderTransportMeans/conveyanceReferenceNumber"),
  parties: parties([
    ["holder", "HolderOfTheTransitProcedure", PARTY],
    ["agent", "Representative", PARTY],
    ["carrier", "Consignment/Carrier", PARTY],
    ["consignor", "Consignment/Consignor", PARTY],
    ["consignor", `${HOUSE}/Consignor`, PARTY],
    ["consignee", "Consignment/Consignee", PARTY],
    ["consignee", `${HOUSE}/Consignee`, PARTY],
    ["consignee", `${ITEM}/Consignee`, PARTY],
  ]),
  customsOffice: text("CustomsOfficeOfDeparture/referenceNumber"),
  status: text("ControlResult/code"),
  expiryDate: day("TransitOperation/limitDate", "ControlResult/limitDate"),
  relatedDocuments: joined(
    ...LEVELS.flatMap((level) =>
      NAMED.map((name) => each(`${level}/${name}`, relatedDocument("type", "referenceNumber"))),
    ),
  ),
};
