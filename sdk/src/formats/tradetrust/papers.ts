import type { KindName } from "../../kinds/kinds.ts";
import { firstOf, joined, some } from "../fact-rules.ts";
import { papersAt, partiesAt } from "../json-facts/parties.ts";
import { objectsAt, textAt, valueAt } from "../json-facts/places.ts";
import { every, type FactTable, first, locationAt, matching, type Rule } from "../json-facts/rules.ts";
import { kilograms, money, unitCode } from "../json-facts/sums.ts";
import { readTradeTrustParty } from "./party.ts";
import { dayAt } from "./written-day.ts";

/** A sort of paper that TradeTrust and OpenAttestation documents are. */
export interface TradeTrustPaper {
  /** Fits the name of its template or a type of its credential. */
  readonly named: RegExp;
  readonly kind: KindName;
  readonly facts: FactTable;
}

/** A country if it is a code (ISO 3166-1 alpha-2) by its form; names of countries are none. */
const country = (...places: readonly string[]): Rule => matching(/^[A-Z]{2}$/, first(...places));

/** A weight in one text with its unit, `122460 KGM`. */
const writtenWeight =
  (place: string): Rule =>
  (document) => {
    const [, value, unit] = /^([\d.]+)\s*([A-Za-z]+)$/.exec(textAt(document, place)?.trim() ?? "") ?? [];
    return value === undefined || unit === undefined ? undefined : kilograms("", "value", "unit")({ value, unit });
  };

const quantities =
  (place: string): Rule =>
  (document) =>
    some(
      objectsAt(document, place).map((one) => ({
        value: valueAt(one, "value") ?? null,
        unit: unitCode(valueAt(one, "unit")) ?? null,
      })),
    );

const carrier: Rule = (document) => {
  const identifier = textAt(document, "scac") ?? textAt(document, "SCAC");
  return identifier === undefined ? undefined : [{ role: "carrier", identifier, scheme: "SCAC" }];
};

const BILL_FACTS: FactTable = {
  documentNumber: first("blNumber", "billOfLadingNo", "billOfLadingNumber"),
  issueDate: dayAt("dateOfIssue", "placeOfIssueBL/date"),
  loadingDate: dayAt("shippedOnBoardDate", "onboardDate"),
  portOfLoading: locationAt("portOfLoading/location/UNLocationCode", "portOfLoading"),
  portOfDischarge: locationAt("portOfDischarge/location/UNLocationCode", "portOfDischarge"),
  placeOfReceipt: locationAt("placeOfReceipt/location/UNLocationCode", "placeOfReceipt"),
  placeOfDelivery: locationAt("placeOfDelivery/location/UNLocationCode", "placeOfDelivery"),
  vessel: first("vessel", "vesselName", "oceanVesselName"),
  voyage: first("voyageNo", "voyageNumber"),
  descriptions: every("descriptionOfGoods", "packages/description"),
  grossWeightKg: writtenWeight("cargoGrossWeight"),
  parties: joined(
    partiesAt(readTradeTrustParty, [
      ["consignor", "shipper/party"],
      ["consignor", "shipper"],
      ["consignor", "shipperName"],
      ["consignee", "consignee/party"],
      ["consignee", "consignee"],
      ["consignee", "consigneeName"],
      ["notify", "notifyParty/party"],
      ["notify", "notifyParty"],
      ["notify", "notifyPartyName"],
    ]),
    carrier,
  ),
};

const ORIGIN_FACTS: FactTable = {
  documentNumber: first("cooId", "iD", "id"),
  issueDate: dayAt("issueDateAndTime", "issueDateTime", "firstSignatoryAuthentication/actualDate"),
  dispatchCountry: firstOf(
    country("exporterDetails/exportCountry"),
    country("supplyChainConsignment/exportCountry/code"),
  ),
  destinationCountry: firstOf(
    country("importerDetails/importCountry"),
    country("supplyChainConsignment/importCountry/code"),
  ),
  originCountry: country("originCountry", "descriptionOfGoods/originCountry"),
  hsCodes: every("descriptionOfGoods/hsCode"),
  descriptions: every("descriptionOfGoods/numberAndKindOfPackage"),
  portOfLoading: locationAt("descriptionOfGoods/loadingBaseportLocationName"),
  parties: partiesAt(readTradeTrustParty, [
    ["exporter", "exporterDetails"],
    ["exporter", "supplyChainConsignment/exporter"],
    ["importer", "importerDetails"],
    ["importer", "supplyChainConsignment/importer"],
  ]),
  relatedDocuments: papersAt([["380", "descriptionOfGoods/invoiceNumber"]]),
};

const NON_MANIPULATION_FACTS: FactTable = {
  documentNumber: first("id"),
  issueDate: dayAt("certification/date"),
  descriptions: every("consignment/description"),
  quantities: quantities("consignment/quantity"),
  originCountry: country("consignment/countryOfOrigin"),
  destinationCountry: country("consignment/countryOfFinalDestination"),
  arrivalDate: dayAt("consignment/dateOfDischarge"),
  departureDate: dayAt("consignment/dateOfDeparture"),
  parties: partiesAt(readTradeTrustParty, [
    ["declarant", "recipient"],
    ["issuer", "issuers"],
  ]),
  relatedDocuments: papersAt([["705", "consignment/outwardBillNo"]]),
};

const INVOICE_FACTS: FactTable = {
  documentNumber: first("invoiceId", "invoiceNumber", "id"),
  issueDate: dayAt("date", "invoiceDate"),
  descriptions: every("billableItems/description"),
  value: money("total", "currency"),
  parties: partiesAt(readTradeTrustParty, [
    ["seller", "billFrom"],
    ["seller", "billFromName"],
    ["buyer", "billTo"],
    ["buyer", "billToCompanyName"],
    ["buyer", "billToName"],
  ]),
};

/** Every sort, the first that fits. To know another, add a row. */
export const TRADETRUST_PAPERS: readonly TradeTrustPaper[] = [
  { named: /bill_?of_?lading/i, kind: "bill-of-lading-master", facts: BILL_FACTS },
  { named: /non_?manipulation/i, kind: "certificate-of-non-manipulation", facts: NON_MANIPULATION_FACTS },
  { named: /(?:^|_)COO(?:$|_)|certificat(?:e|ion)_?of_?origin/i, kind: "certificate-of-origin", facts: ORIGIN_FACTS },
  { named: /invoice/i, kind: "commercial-invoice", facts: INVOICE_FACTS },
];
