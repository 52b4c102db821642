import { textAt, type XmlElement } from "../../xml/element.ts";
import { firstOf, joined } from "../fact-rules.ts";
import { day } from "../xml-facts/days.ts";
import {
  agreed,
  each,
  type FactRule,
  type FactTable,
  firstIn,
  text,
  texts,
  textsWhere,
} from "../xml-facts/fact-table.ts";
import { amount, kilograms, quantities, sum } from "../xml-facts/measures.ts";
import { parties, trader } from "../xml-facts/parties.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";
import { additionalDocument, previousDocument } from "./related-documents.ts";

const ITEM = "GoodsShipment/GovernmentAgencyGoodsItem";
const GOODS = `${ITEM}/Commodity`;
const CONSIGNMENT = "GoodsShipment/Consignment";
const PARTY = trader("Name", "ID", "Address/CountryCode");

/** Identification type 11 is the name of a seagoing vessel, 10 its IMO number (UCC data element 7/7). */
const isNamedVessel = (means: XmlElement): boolean => textAt(means, "IdentificationTypeCode") === "11";

const typeIs =
  (...types: readonly string[]) =>
  (element: XmlElement): boolean =>
    types.includes(textAt(element, "TypeCode") ?? textAt(element, "IdentificationTypeCode") ?? "");

/** Tariff position and the TARIC digits after it are one code in two elements. */
const hsCode: FactRule = (commodity) => {
  const ids = (...types: string[]): string | undefined =>
    firstIn(textsWhere("Classification", typeIs(...types), "ID"))(commodity) as string | undefined;
  const base = ids("TSP", "HS", "");
  return base === undefined ? undefined : `${base}${base.length === 8 ? (ids("TRC") ?? "") : ""}`;
};

/** WCO Data Model 3.6, DEC-DMS:2, below Declaration. */
export const DECLARATION_FACTS: FactTable = {
  documentNumber: text("FunctionalReferenceID"),
  mrn: text("ID"),
  ucr: firstOf(
    text("GoodsShipment/UCR/TraderAssignedReferenceID", `${ITEM}/UCR/TraderAssignedReferenceID`),
    // In the United Kingdom a declaration's UCR stands among the previous documents, as DCR.
    firstIn(textsWhere("GoodsShipment/PreviousDocument", typeIs("DCR"), "ID")),
    firstIn(textsWhere(`${ITEM}/PreviousDocument`, typeIs("DCR"), "ID")),
  ),
  issueDate: day("IssueDateTime/DateTimeString", "AcceptanceDateTime/DateTimeString"),
  departureDate: day("GoodsShipment/ExitDateTime/DateTimeString"),
  containers: texts(`${CONSIGNMENT}/TransportEquipment/ID`, `${GOODS}/TransportEquipment/ID`),
  seals: texts(`${CONSIGNMENT}/TransportEquipment/Seal/ID`),
  hsCodes: each(GOODS, hsCode),
  descriptions: texts(`${GOODS}/Description`),
  quantities: quantities(`${GOODS}/GoodsMeasure/TariffQuantity`),
  grossWeightKg: firstOf(kilograms("TotalGrossMassMeasure"), kilograms(`${GOODS}/GoodsMeasure/GrossMassMeasure`)),
  netWeightKg: kilograms(`${GOODS}/GoodsMeasure/NetNetWeightMeasure`),
  packages: firstOf(sum("TotalPackageQuantity"), sum(`${ITEM}/Packaging/QuantityQuantity`)),
  originCountry: firstOf(oneOf(`${ITEM}/Origin`, typeIs("1"), "CountryCode"), agreed(`${ITEM}/Origin/CountryCode`)),
  dispatchCountry: agreed("GoodsShipment/ExportCountry/ID", `${ITEM}/ExportCountry/ID`),
  destinationCountry: agreed("GoodsShipment/Destination/CountryCode", `${ITEM}/Destination/CountryCode`),
  portOfLoading: text(`${CONSIGNMENT}/LoadingLocation/ID`),
  vessel: firstIn(
    joined(
      ...["BorderTransportMeans", `${CONSIGNMENT}/DepartureTransportMeans`, `${CONSIGNMENT}/ArrivalTransportMeans`].map(
        (means) => textsWhere(means, isNamedVessel, "ID"),
      ),
    ),
  ),
  parties: parties([
    ["exporter", "Exporter", PARTY],
    ["declarant", "Declarant", PARTY],
    ["agent", "Agent", PARTY],
    ["importer", "GoodsShipment/Importer", PARTY],
    ["consignor", "GoodsShipment/Consignor", PARTY],
    ["consignor", `${ITEM}/Consignor`, PARTY],
    ["consignee", "GoodsShipment/Consignee", PARTY],
    ["consignee", `${ITEM}/Consignee`, PARTY],
    ["carrier", "Consignment/Carrier", PARTY],
    ["seller", "GoodsShipment/Seller", PARTY],
    ["buyer", "GoodsShipment/Buyer", PARTY],
  ]),
  value: firstOf(
    amount("InvoiceAmount"),
    amount(`${GOODS}/InvoiceLine/ItemChargeAmount`),
    amount(`${ITEM}/CustomsValueAmount`),
    amount(`${ITEM}/StatisticalValueAmount`),
  ),
  customsOffice: text("DeclarationOfficeID", "PresentationOffice/ID", "ExitOffice/ID", "SupervisingOffice/ID"),
  relatedDocuments: joined(
    each("GoodsShipment/PreviousDocument", previousDocument),
    each(`${ITEM}/PreviousDocument`, previousDocument),
    each("AdditionalDocument", additionalDocument),
    each(`${ITEM}/AdditionalDocument`, additionalDocument),
    each("GoodsShipment/Invoice/ID", relatedDocument("=380", "")),
  ),
};

/** The one value that the elements of a path which fit state. */
function oneOf(path: string, holds: (element: XmlElement) => boolean, below: string): FactRule {
  const read = textsWhere(path, holds, below);
  return (paper) => {
    const stated = new Set(read(paper) as string[] | undefined);
    return stated.size === 1 ? [...stated][0] : undefined;
  };
}
