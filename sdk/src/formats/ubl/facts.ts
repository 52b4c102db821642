import { textAt, textsAt, type XmlElement } from "../../xml/element.ts";
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
import { relatedDocument } from "../xml-facts/related-documents.ts";
import { UBL_PARTIES } from "./parties.ts";

const CONSIGNMENT = "**/Consignment";
const GOODS = "**/GoodsItem";
const ITEM = "**/Item";

/** Lists of codes that are the Harmonized System's or longer ones built on it, as ItemClassificationCode names them. */
const HS_LISTS = /^(?:HS|CN|TARIC|HTS|TSP)\b/i;
const isOfHs = (code: XmlElement): boolean =>
  HS_LISTS.test(code.attributes.get("listID") ?? code.attributes.get("listName") ?? "");

/** References whose code says that they are the consignment's own (UN/CEFACT 1153 UCN). */
const isUcr = (reference: XmlElement): boolean => /^UC[NR]$/.test(textAt(reference, "DocumentTypeCode") ?? "");

/** Type by code, else by name, else that of a related document (UN/CEFACT 1001). */
const reference: FactRule = firstOf(
  relatedDocument("DocumentTypeCode|DocumentType", "ID"),
  relatedDocument("=916", "ID"),
);

/** ATA carnets (UN/CEFACT 1001: 955) that counterfoils belong to, each once; a passport names itself there. */
const passports: FactRule = (paper) => {
  const numbers = new Set(textsAt(paper, "GoodsItemPassportCounterfoil", "GoodsItemPassportID"));
  numbers.delete(textAt(paper, "ID") ?? "");
  return numbers.size === 0 ? undefined : [...numbers].map((number) => ({ type: "955", number }));
};

/** UBL 2.3, of every document that is about goods on their way. */
export const UBL_FACTS: FactTable = {
  documentNumber: text("ID", "CertificateOfOriginApplication/ReferenceID"),
  ucr: firstIn(textsWhere("**/AdditionalDocumentReference", isUcr, "ID")),
  mrn: text("CustomsDeclaration/MovementReferenceID", "MovementReferenceID"),
  issueDate: day("IssueDate"),
  expiryDate: day("ValidityPeriod/EndDate", "CustomsDeclaration/ValidityPeriod/EndDate"),
  departureDate: day(
    "**/PlannedDepartureTransportEvent/OccurrenceDate",
    "**/ActualDepartureTransportEvent/OccurrenceDate",
  ),
  arrivalDate: day("**/PlannedArrivalTransportEvent/OccurrenceDate", "**/ActualArrivalTransportEvent/OccurrenceDate"),
  containers: texts("**/TransportEquipment/ID"),
  seals: texts("**/TransportEquipmentSeal/ID"),
  hsCodes: joined(
    texts("**/CommodityClassification/CommodityCode"),
    textsWhere("**/CommodityClassification/ItemClassificationCode", isOfHs),
  ),
  descriptions: firstOf(texts(`${ITEM}/Description`), texts(`${GOODS}/Description`), texts(`${ITEM}/Name`)),
  quantities: firstOf(quantities(`${GOODS}/Quantity`), quantities("InvoiceLine/InvoicedQuantity")),
  grossWeightKg: firstOf(
    kilograms(`${CONSIGNMENT}/GrossWeightMeasure`),
    kilograms("**/Shipment/GrossWeightMeasure"),
    kilograms(`${GOODS}/GrossWeightMeasure`),
  ),
  netWeightKg: firstOf(
    kilograms(`${CONSIGNMENT}/NetWeightMeasure`),
    kilograms("**/Shipment/NetWeightMeasure"),
    kilograms(`${GOODS}/NetWeightMeasure`),
  ),
  packages: firstOf(
    sum(`${CONSIGNMENT}/TotalPackagesQuantity`),
    sum("**/TransportHandlingUnit/TotalPackageQuantity"),
    sum("**/Package/Quantity"),
  ),
  originCountry: agreed(`${ITEM}/OriginCountry/IdentificationCode`),
  dispatchCountry: agreed(
    "**/ExportCountry/IdentificationCode",
    "**/OriginalDepartureCountry/IdentificationCode",
    "**/OriginAddress/Country/IdentificationCode",
  ),
  destinationCountry: agreed("**/FinalDestinationCountry/IdentificationCode"),
  portOfLoading: text("**/LoadingPortLocation/ID"),
  portOfDischarge: text("**/UnloadingPortLocation/ID"),
  transshipmentPorts: texts("**/TransshipPortLocation/ID"),
  vessel: text("**/MaritimeTransport/VesselName"),
  voyage: text("**/TransportMeans/JourneyID", "**/ShipmentStage/ID"),
  parties: UBL_PARTIES,
  value: firstOf(
    amount(`${CONSIGNMENT}/TotalInvoiceAmount`),
    amount("LegalMonetaryTotal/PayableAmount"),
    amount(`${CONSIGNMENT}/DeclaredCustomsValueAmount`),
    amount("**/Shipment/DeclaredCustomsValueAmount"),
    amount("**/Shipment/DeclaredStatisticsValueAmount"),
  ),
  customsOffice: text(
    "**/CustomsExitOfficeLocation/ID",
    "**/CustomsImportOfficeLocation/ID",
    "**/CustomsOfficeLocation/ID",
  ),
  status: text("StatusCode", "DocumentStatusCode"),
  relatedDocuments: joined(
    ...["DocumentReference", "AdditionalDocumentReference", "ProofOfReexportationRequestDocumentReference"].flatMap(
      (name) => [name, `CustomsDeclaration/${name}`].map((path) => each(path, reference)),
    ),
    each("OrderReference", relatedDocument("=220", "ID")),
    passports,
    each("GoodsItemPassportCounterfoil/VoucherDocumentReference", relatedDocument("=916", "ID")),
  ),
};
