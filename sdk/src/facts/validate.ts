import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { SdkError } from "../errors.ts";
import type { Facts } from "./facts.ts";
import {
  code,
  country,
  custodyEvent,
  date,
  decimal,
  hsCode,
  listOf,
  location,
  money,
  type NormalForm,
  party,
  quantity,
  relatedDocument,
  setOf,
  text,
} from "./normal-forms.ts";

/** Each fact and its normal form. To add a fact, add a row here and a member to {@link Facts}. */
export const FACT_FORMS: { readonly [Name in keyof Required<Facts>]: NormalForm<NonNullable<Facts[Name]>> } = {
  documentNumber: text,
  ucr: code,
  mrn: code,
  containers: setOf(code),
  seals: setOf(code),
  hsCodes: setOf(hsCode),
  descriptions: listOf(text),
  quantities: listOf(quantity),
  grossWeightKg: decimal,
  netWeightKg: decimal,
  packages: decimal,
  originCountry: country,
  dispatchCountry: country,
  destinationCountry: country,
  portOfLoading: location,
  portOfDischarge: location,
  placeOfReceipt: location,
  placeOfDelivery: location,
  transshipmentPorts: listOf(location),
  issueDate: date,
  expiryDate: date,
  loadingDate: date,
  departureDate: date,
  arrivalDate: date,
  vessel: text,
  voyage: code,
  parties: listOf(party),
  value: money,
  customsOffice: code,
  status: code,
  relatedDocuments: listOf(relatedDocument),
  custodyEvents: listOf(custodyEvent),
};

/** What a paper states of a fact, before it is known to be of its form. */
export type StatedFacts = { readonly [Name in keyof Facts]?: Json | undefined };

/** The facts of what a paper states; names of stated facts that are not of their form are listed, not refused. */
export function factsOf(stated: StatedFacts): { facts: Facts; malformed: (keyof Facts)[] } {
  const facts: Record<string, unknown> = {};
  const malformed: (keyof Facts)[] = [];
  for (const name of Object.keys(FACT_FORMS) as (keyof Facts)[]) {
    if (stated[name] === undefined || stated[name] === null) continue;
    const normal = FACT_FORMS[name](stated[name]);
    if (normal === undefined) malformed.push(name);
    else facts[name] = normal;
  }
  return { facts: facts as Facts, malformed };
}

/**
 * The facts among the disclosed fields of a document of anybody. Where only some items of a list are disclosed, these are
 * the list; what is not of its fact's form, or not whole, is no fact.
 */
export function readFacts(disclosed: Json | undefined): Facts {
  if (!isJsonObject(disclosed)) return {};
  const stated = Object.entries(disclosed).map(([name, value]) => [
    name,
    isGappedList(value) ? Object.values(value) : value,
  ]);
  return factsOf(Object.fromEntries(stated) as StatedFacts).facts;
}

/** A list of which some items are withheld reads as an object of the places that are known. */
const isGappedList = (value: Json): value is JsonObject =>
  isJsonObject(value) && Object.keys(value).every((name) => /^\d+$/.test(name));

/**
 * Facts given by hand, in their normal forms.
 * @throws SdkError FACTS_INVALID when a name is unknown or a value is not of its form.
 */
export function normaliseFacts(given: unknown): Facts {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new SdkError("FACTS_INVALID", "Facts are an object.");
  }
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(FACT_FORMS, name));
  if (unknown !== undefined) throw new SdkError("FACTS_INVALID", "A fact has a name that is not known.");
  const { facts, malformed } = factsOf(given as StatedFacts);
  if (malformed.length > 0) throw new SdkError("FACTS_INVALID", `Not of its form: ${malformed.join(", ")}.`);
  return facts;
}
