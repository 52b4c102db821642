import type { Json } from "../../canonical/json.ts";
import { decimalOf } from "../../facts/decimal.ts";
import { textAt } from "../../xml/element.ts";
import { firstOf, joined } from "../fact-rules.ts";
import { dayIn } from "../xml-facts/days.ts";
import { agreed, each, type FactRule, type FactTable, text, texts } from "../xml-facts/fact-table.ts";
import { kilograms, sum } from "../xml-facts/measures.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";

/** Sections stand below the root, or in a part of it: installations differ. */
const section = (name: string) => `**/${name}`;
const [IDENTIFICATION, ITEM, VALUATION] = [section("Identification"), section("Item"), section("Valuation")];
const COUNTRY = section("General_information/Country");
const MEANS = section("Transport/Means_of_transport");

const OFFICE = text(`${IDENTIFICATION}/Office_segment/Customs_clearance_office_code`);
const REGISTRATION = {
  number: text(`${IDENTIFICATION}/Registration/Number`),
  serial: text(`${IDENTIFICATION}/Registration/Serial_number`),
  date: text(`${IDENTIFICATION}/Registration/Date`),
};

/** Office, year, serial letter and number, by which customs knows the declaration (UN/CEFACT 1153 ABT). */
const registration: FactRule = (sad) => {
  const [office, number] = [OFFICE(sad), REGISTRATION.number(sad)];
  if (number === undefined || office === undefined) return undefined;
  const year = /\d{4}/.exec(REGISTRATION.date(sad) ?? "")?.[0];
  return { type: "ABT", number: [office, year, (REGISTRATION.serial(sad) ?? "") + number].filter(Boolean).join(" ") };
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

const BORDER_MODE = text(`${MEANS}/Border_information/Mode`);
const MEANS_IDENTITY = text(`${MEANS}/Border_information/Identity`, `${MEANS}/Departure_arrival_information/Identity`);

/** Means of transport at the border, unless its mode (box 25) is other than 1, the sea. */
const vessel: FactRule = (sad) => ((BORDER_MODE(sad) ?? "1").startsWith("1") ? MEANS_IDENTITY(sad) : undefined);

const INVOICE = {
  amount: text(`${VALUATION}/Gs_Invoice/Amount_foreign_currency`),
  currency: text(`${VALUATION}/Gs_Invoice/Currency_code`),
};

const invoice: FactRule = (sad) => {
  const [amount, currency] = [INVOICE.amount(sad), INVOICE.currency(sad)];
  return amount === undefined || currency === undefined ? undefined : { amount, currency };
};

/** ASYCUDA World, single administrative document, below ASYCUDA; each installation has leaves of its own beside these. */
export const SAD_FACTS: FactTable = {
  documentNumber: text(section("Declarant/Reference/Number")),
  issueDate: sadDay(`${IDENTIFICATION}/Registration/Date`, section("Property/Date_of_declaration")),
  containers: texts(section("Container/Container_identity")),
  seals: texts(section("Transit/Seals/Identity"), section("Container/Seal_number")),
  hsCodes: each(`${ITEM}/Tarification`, hsCode),
  descriptions: firstOf(
    texts(`${ITEM}/Goods_description/Commercial_Description`),
    texts(`${ITEM}/Goods_description/Description_of_goods`),
  ),
  quantities: each(`${ITEM}/Tarification/Supplementary_unit`, quantity),
  grossWeightKg: firstOf(
    kilograms(`${ITEM}/Valuation_item/Weight_itm/Gross_weight_itm`),
    kilograms(`${VALUATION}/Weight/Gross_weight`),
  ),
  netWeightKg: kilograms(`${ITEM}/Valuation_item/Weight_itm/Net_weight_itm`),
  packages: firstOf(
    sum(section("Property/Nbers/Total_number_of_packages")),
    sum(`${IDENTIFICATION}/Total_number_of_packages`),
    sum(`${ITEM}/Packages/Number_of_packages`),
  ),
  originCountry: agreed(`${ITEM}/Goods_description/Country_of_origin_code`),
  dispatchCountry: text(`${COUNTRY}/Export/Export_country_code`),
  destinationCountry: text(`${COUNTRY}/Destination/Destination_country_code`),
  portOfLoading: text(section("Transport/Place_of_loading/Code")),
  vessel,
  parties: joined(
    each(section("Traders/Exporter"), partyOf("exporter", "Exporter")),
    each(section("Traders/Consignee"), partyOf("consignee", "Consignee")),
    each(section("Declarant"), partyOf("declarant", "Declarant")),
  ),
  value: invoice,
  customsOffice: OFFICE,
  relatedDocuments: joined(
    each("", registration),
    each(IDENTIFICATION, relatedDocument("=785", "Manifest_reference_number")),
    each(`${ITEM}/Previous_doc`, relatedDocument("=BOX40", "Summary_declaration")),
    each(`${ITEM}/Previous_doc`, relatedDocument("=BOX40", "Previous_document_reference")),
    each(`${ITEM}/Attached_documents`, relatedDocument("Attached_document_code", "Attached_document_reference")),
  ),
};
