import type { Json } from "../../canonical/json.ts";
import { decimalOf } from "../../facts/decimal.ts";
import { textAt, type XmlElement } from "../../xml/element.ts";
import { dayIn } from "../xml-facts/days.ts";
import { agreed, each, type FactRule, type FactTable, firstOf, joined, text, texts } from "../xml-facts/fact-table.ts";
import { kilograms, sum } from "../xml-facts/measures.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";

const COUNTRY = "General_information/Country";
const MEANS = ["Transport", "Means_of_transport"] as const;

/** Office, year, serial letter and number, by which customs knows the declaration (UN/CEFACT 1153 ABT). */
const registration: FactRule = (sad) => {
  const office = textAt(sad, "Identification", "Office_segment", "Customs_clearance_office_code");
  const number = textAt(sad, "Identification", "Registration", "Number");
  const serial = textAt(sad, "Identification", "Registration", "Serial_number") ?? "";
  const year = /\d{4}/.exec(textAt(sad, "Identification", "Registration", "Date") ?? "")?.[0];
  if (number === undefined || office === undefined) return undefined;
  return { type: "ABT", number: [office, year, serial + number].filter(Boolean).join(" ") };
};

/** The date of a text that has the year first, or the day first where the first number can be no month. */
function sadDay(...paths: readonly string[]): FactRule {
  const read = text(...paths);
  return (sad) => {
    const stated = read(sad);
    const [, day = "", month = "", year = ""] = /^(\d\d?)[/.](\d\d?)[/.](\d{4})/.exec(stated ?? "") ?? [];
    if (year === "") return stated === undefined ? undefined : dayIn(stated);
    const [first, second] = [day.padStart(2, "0"), month.padStart(2, "0")];
    // Some countries write the month first; only where one number is above twelve is it certain.
    if (Number(day) > 12 || day === month) return `${year}-${second}-${first}`;
    return Number(month) > 12 ? `${year}-${first}-${second}` : stated;
  };
}

/** Tariff position and the national digits after it; where they are all zeros they say nothing. */
const hsCode: FactRule = (tarification) => {
  const code = textAt(tarification, "HScode", "Commodity_code");
  const precision = textAt(tarification, "HScode", "Precision_1") ?? "";
  return code === undefined
    ? undefined
    : code + (/^\d{2,4}$/.test(precision) && /[1-9]/.test(precision) ? precision : "");
};

/** The first line is the name, the others the address. */
const partyOf =
  (role: string, group: string): FactRule =>
  (party) => {
    const stated = textAt(party, `${group}_name`);
    const identifier = textAt(party, `${group}_code`) ?? null;
    const name = stated?.split(/\r?\n/)[0]?.trim() || null;
    return name === null && identifier === null ? undefined : ({ role, name, identifier } as Json);
  };

/** Supplementary units (box 41); the element is spelt with three p in most installations. */
const quantity: FactRule = (unit) => {
  const read = (name: string) =>
    textAt(unit, `Suppplementary_unit_${name}`) ?? textAt(unit, `Supplementary_unit_${name}`);
  const [value, code] = [read("quantity"), read("code")];
  return value === undefined || code === undefined || decimalOf(value) === "0" ? undefined : { value, unit: code };
};

/** Means of transport at the border, unless its mode (box 25) is other than 1, the sea. */
const vessel: FactRule = (sad) => {
  const mode = textAt(sad, ...MEANS, "Border_information", "Mode") ?? "1";
  if (!mode.startsWith("1")) return undefined;
  const [border, inland] = ["Border_information", "Departure_arrival_information"] as const;
  return textAt(sad, ...MEANS, border, "Identity") ?? textAt(sad, ...MEANS, inland, "Identity");
};

function invoice(sad: XmlElement): Json | undefined {
  const amount = textAt(sad, "Valuation", "Gs_Invoice", "Amount_foreign_currency");
  const currency = textAt(sad, "Valuation", "Gs_Invoice", "Currency_code");
  return amount === undefined || currency === undefined ? undefined : { amount, currency };
}

/** ASYCUDA World, single administrative document, below ASYCUDA; each installation has leaves of its own beside these. */
export const SAD_FACTS: FactTable = {
  documentNumber: text("Declarant/Reference/Number"),
  issueDate: sadDay("Identification/Registration/Date", "Property/Date_of_declaration"),
  containers: texts("Container/Container_identity"),
  seals: texts("Transit/Seals/Identity", "Container/Seal_number"),
  hsCodes: each("Item/Tarification", hsCode),
  descriptions: firstOf(
    texts("Item/Goods_description/Commercial_Description"),
    texts("Item/Goods_description/Description_of_goods"),
  ),
  quantities: each("Item/Tarification/Supplementary_unit", quantity),
  grossWeightKg: firstOf(
    kilograms("Item/Valuation_item/Weight_itm/Gross_weight_itm"),
    kilograms("Valuation/Weight/Gross_weight"),
  ),
  netWeightKg: kilograms("Item/Valuation_item/Weight_itm/Net_weight_itm"),
  packages: firstOf(sum("Property/Nbers/Total_number_of_packages"), sum("Item/Packages/Number_of_packages")),
  originCountry: agreed("Item/Goods_description/Country_of_origin_code"),
  dispatchCountry: text(`${COUNTRY}/Export/Export_country_code`),
  destinationCountry: text(`${COUNTRY}/Destination/Destination_country_code`),
  portOfLoading: text("Transport/Place_of_loading/Code"),
  vessel,
  parties: joined(
    each("Traders/Exporter", partyOf("exporter", "Exporter")),
    each("Traders/Consignee", partyOf("consignee", "Consignee")),
    each("Declarant", partyOf("declarant", "Declarant")),
  ),
  value: invoice,
  customsOffice: text("Identification/Office_segment/Customs_clearance_office_code"),
  relatedDocuments: joined(
    each("", registration),
    each("Identification", relatedDocument("=785", "Manifest_reference_number")),
    each("Item/Previous_doc", relatedDocument("=BOX40", "Summary_declaration")),
    each("Item/Previous_doc", relatedDocument("=BOX40", "Previous_document_reference")),
    each("Item/Attached_documents", relatedDocument("Attached_document_code", "Attached_document_reference")),
  ),
};
