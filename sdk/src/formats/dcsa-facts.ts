import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { decimalOf } from "../facts/decimal.ts";
import type { StatedFacts } from "../facts/validate.ts";
import { kilogramsOf, totalOf } from "../facts/weights.ts";

/** What a DCSA eBL 3.0 transport document states, by the names of our facts. */
export function dcsaFacts(document: JsonObject): StatedFacts {
  const items = objectsIn(document["consignmentItems"]);
  const cargo = items.flatMap((item) => objectsIn(item["cargoItems"]));
  const equipments = objectsIn(document["utilizedTransportEquipments"]);
  const transports = objectIn(document["transports"]);
  const voyage = objectsIn(transports["vesselVoyages"])[0] ?? {};
  return {
    documentNumber: document["transportDocumentReference"],
    ucr: ucrIn([document, ...items, ...cargo, ...equipments]),
    containers: some([
      ...equipments.map((one) => objectIn(one["equipment"])["equipmentReference"] ?? one["equipmentReference"]),
      ...cargo.map((one) => one["equipmentReference"]),
    ]),
    seals: some(equipments.flatMap((one) => objectsIn(one["seals"]).map((seal) => seal["number"]))),
    hsCodes: some(items.flatMap((item) => listIn(item["extendedHSCodes"] ?? item["HSCodes"]))),
    descriptions: some(items.flatMap((item) => listIn(item["descriptionOfGoods"]))),
    grossWeightKg: totalOf(cargo.map((one) => weightOf(objectIn(one["cargoGrossWeight"])))),
    packages: totalOf(cargo.map((one) => decimalOf(objectIn(one["outerPackaging"])["numberOfPackages"]))),
    portOfLoading: locationCode(transports["portOfLoading"]),
    portOfDischarge: locationCode(transports["portOfDischarge"]),
    placeOfReceipt: locationCode(transports["placeOfReceipt"]),
    placeOfDelivery: locationCode(transports["placeOfDelivery"]),
    issueDate: document["issueDate"],
    loadingDate: document["shippedOnBoardDate"],
    departureDate: transports["plannedDepartureDate"],
    arrivalDate: transports["plannedArrivalDate"],
    vessel: voyage["vesselName"],
    voyage: voyage["carrierExportVoyageNumber"],
    parties: some([...partiesOf(objectIn(document["documentParties"])), ...carrierOf(document)]),
    value: declaredValue(document),
  };
}

/** Role names of DCSA's document parties, by ours. */
const PARTY_ROLES: Readonly<Record<string, string>> = {
  shipper: "consignor",
  consignee: "consignee",
  endorsee: "consignee",
  issuingParty: "issuer",
  seller: "seller",
  buyer: "buyer",
};

function partiesOf(parties: JsonObject): Json[] {
  const named = Object.entries(PARTY_ROLES).flatMap(([member, role]) => partyRows(parties[member], role));
  return [...named, ...listIn(parties["notifyParties"]).flatMap((one) => partyRows(one, "notify"))];
}

/** The contracting carrier, whom a transport document knows by code only. */
function carrierOf(document: JsonObject): Json[] {
  const [identifier = null, scheme = null] = [document["carrierCode"], document["carrierCodeListProvider"]];
  return identifier === null ? [] : [{ role: "carrier", identifier, scheme }];
}

function partyRows(stated: Json | undefined, role: string): Json[] {
  if (!isJsonObject(stated)) return [];
  const name = stated["partyName"] ?? null;
  const country = objectIn(stated["address"])["countryCode"] ?? null;
  const codes = objectsIn(stated["identifyingCodes"]);
  if (codes.length === 0) return name === null ? [] : [{ role, name, country }];
  return codes.map((one) => ({
    role,
    name,
    country,
    identifier: one["partyCode"] ?? null,
    scheme: one["codeListName"] ?? one["codeListProvider"] ?? null,
  }));
}

function declaredValue(document: JsonObject): Json | undefined {
  const [amount, currency] = [document["declaredValue"], document["declaredValueCurrency"]];
  return amount === undefined || currency === undefined ? undefined : { amount, currency };
}

/** The first UCR: customs references and items' references list values, other references have one. */
function ucrIn(places: readonly JsonObject[]): Json | undefined {
  const references = places.flatMap((place) => [place["customsReferences"], place["references"]].flatMap(objectsIn));
  const ucrs = references.filter((reference) => reference["type"] === "UCR");
  return ucrs.flatMap((one) => [...listIn(one["values"]), one["value"] ?? null]).find((value) => value !== null);
}

const weightOf = (weight: JsonObject): string | undefined => kilogramsOf(weight["value"], weight["unit"]);
const locationCode = (place: Json | undefined): Json | undefined => objectIn(place)["UNLocationCode"];
const listIn = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const objectsIn = (value: Json | undefined): JsonObject[] => listIn(value).filter(isJsonObject);

/** The stated ones of a list; undefined for none, so that an empty list is no fact. */
function some(values: readonly (Json | undefined)[]): Json | undefined {
  const stated = values.filter((value) => value !== undefined && value !== null);
  return stated.length === 0 ? undefined : (stated as Json[]);
}
