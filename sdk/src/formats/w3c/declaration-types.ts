import { some } from "../fact-rules.ts";
import { papersAt } from "../json-facts/parties.ts";
import { objectsAt, valueAt } from "../json-facts/places.ts";
import { agreed, every, type FactTable, first, type Rule } from "../json-facts/rules.ts";
import { kilograms, money, total, unitCode } from "../json-facts/sums.ts";
import { goodsAt, subject } from "./common-facts.ts";
import type { CredentialType } from "./credential-type.ts";

const LINES = subject("descriptionOfMerchandise");

const netQuantities: Rule = (credential) =>
  some(
    objectsAt(credential, `${LINES}/netQuantity`).map((quantity) => ({
      value: quantity["value"] ?? null,
      unit: unitCode(quantity["unitCode"]) ?? null,
    })),
  );

/** U.S. Customs and Border Protection form 7501. */
const ENTRY_SUMMARY_FACTS: FactTable = {
  ...goodsAt(LINES),
  documentNumber: first(subject("entryNumber")),
  issueDate: first(subject("summaryDate"), "validFrom", "issuanceDate"),
  packages: total(LINES, "manifestQuantity"),
  quantities: netQuantities,
  originCountry: first(subject("countryOfOrigin")),
  dispatchCountry: first(subject("exportingCountry")),
  portOfLoading: first(subject("portOfLoading/unLocode")),
  departureDate: first(subject("exportDate")),
  arrivalDate: first(subject("importDate")),
  value: money(subject("totalEnteredValue/price"), subject("totalEnteredValue/priceCurrency")),
  customsOffice: first(subject("portCode/usPortCode")),
  relatedDocuments: papersAt([
    ["705", subject("billOfLadingNumber")],
    ["821", subject("immediateTransportationNumber")],
  ]),
};

const TYPE_86_FACTS: FactTable = {
  documentNumber: first(subject("entryNumber")),
  hsCodes: every(subject("htsusNumber/commodityCode")),
  descriptions: every(subject("htsusNumber/description")),
  originCountry: first(subject("countryOfOrigin")),
  value: money(subject("fairRetailValue/value"), subject("fairRetailValue/currency")),
  customsOffice: first(subject("portOfEntry/usPortCode")),
  relatedDocuments: papersAt([["705", subject("bolNumber")]]),
};

/** A shipment under Section 321 goes by the number that it is tracked by. */
const DE_MINIMIS_FACTS: FactTable = {
  documentNumber: first(subject("shipmentTrackingNumber")),
  hsCodes: every(subject("htsusNumber/commodityCode")),
  descriptions: every(subject("enhancedProductDescription")),
  value: money(subject("listedPriceOnMarketplace/price"), subject("listedPriceOnMarketplace/priceCurrency")),
};

const SECURITY_FILING_FACTS: FactTable = {
  ...goodsAt(subject("filingItems")),
  originCountry: agreed(subject("filingItems/countryOfOrigin")),
  relatedDocuments: papersAt([["705", subject("billOfLadingNumber"), subject("bolNumber")]]),
};

const STEEL = subject("productInformation");

/** An application for a licence under the U.S. Steel Import Monitoring and Analysis system. */
const STEEL_LICENSE_FACTS: FactTable = {
  hsCodes: every(`${STEEL}/commodity/commodityCode`),
  descriptions: every(`${STEEL}/commodity/description`),
  netWeightKg: kilograms(STEEL, "weight/value", "weight/unitCode"),
  originCountry: first(subject("countryOfOrigin")),
  dispatchCountry: first(subject("countryOfExportation")),
  portOfDischarge: first(subject("expectedPortOfEntry")),
  departureDate: first(subject("expectedDateOfExport")),
  arrivalDate: first(subject("expectedDateOfImport")),
  value: (credential) => {
    const values = objectsAt(credential, `${STEEL}/customsValue`);
    const [one] = values;
    if (one === undefined || values.length > 1) return undefined;
    return { amount: valueAt(one, "value") ?? null, currency: valueAt(one, "currency") ?? null };
  },
  relatedDocuments: papersAt([["929", subject("customsEntryNumber")]]),
};

/** Credentials that are lodged with customs. */
export const DECLARATION_TYPES: Readonly<Record<string, CredentialType>> = {
  CBPEntrySummary: { kind: "declaration-import", facts: ENTRY_SUMMARY_FACTS },
  CBPEntryType86: { kind: "declaration-import", facts: TYPE_86_FACTS },
  DeMinimisShipment: { kind: "declaration-import", facts: DE_MINIMIS_FACTS },
  ImporterSecurityFiling: { kind: "declaration-entry-summary", facts: SECURITY_FILING_FACTS },
  IntentToImport: { kind: "other-document", facts: {} },
  SIMASteelImportLicense: { kind: "other-document", facts: STEEL_LICENSE_FACTS },
};
