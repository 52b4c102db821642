import { decimalOf } from "../facts/decimal.ts";
import type { Facts } from "../facts/facts.ts";
import type { Signal } from "../selectivity/signal.ts";
import { over, type Rational, rationalOf } from "./rational.ts";

export type ScalarType = "text" | "number" | "date";

/** Members of the items of a list, by their names. */
export type Members = { readonly [member: string]: ScalarType };

/** What a field is: a scalar, a list of texts, or a list of things with members. */
export type FieldType = ScalarType | { readonly items: "text" | Members };

/** An alert that matches the declaration. */
export interface RuleAlert {
  readonly name: string;
  /** Absent when it is not known any more. */
  readonly category?: string;
  /** 0 to 1. */
  readonly weight: number;
}

/** What rules are asked about: a declaration's facts, and what was found before the rules are asked. */
export interface RuleSubject {
  readonly kind: string;
  readonly facts: Facts;
  /** Who issued the paper, when the chain says it. */
  readonly issuer?: { readonly memberId: number; readonly country: string; readonly roles: readonly string[] };
  /** Absent when alerts could not be looked up, which is not the same as none. */
  readonly alerts?: readonly RuleAlert[];
  /** Findings of the paperwork as signals; absent when it was not verified. */
  readonly findings?: readonly Pick<Signal, "name" | "score">[];
  /** Absent when no model is healthy. */
  readonly modelScore?: number;
}

export interface Field {
  readonly type: FieldType;
  readonly title: string;
  /** The value as the subject states it: text, decimal, `YYYY-MM-DD`, list; undefined when it states none. */
  readonly of: (subject: RuleSubject) => unknown;
}

const fact = (name: keyof Facts, type: FieldType, title: string): Field => ({
  type,
  title,
  of: ({ facts }) => facts[name],
});
const texts: FieldType = { items: "text" };

/** Everything that a rule can speak of. To add a field, add a row; a fact that has none here cannot be asked for. */
export const FIELDS: { readonly [name: string]: Field } = {
  kind: { type: "text", title: "kind of the document", of: ({ kind }) => kind },
  documentNumber: fact("documentNumber", "text", "number of the document"),
  ucr: fact("ucr", "text", "unique consignment reference"),
  mrn: fact("mrn", "text", "movement reference number"),
  containers: fact("containers", texts, "container numbers"),
  seals: fact("seals", texts, "seal numbers"),
  hsCodes: fact("hsCodes", texts, "Harmonized System codes, digits only"),
  descriptions: fact("descriptions", texts, "descriptions of goods"),
  quantities: fact("quantities", { items: { value: "number", unit: "text" } }, "quantities, with Rec 20 units"),
  grossWeightKg: fact("grossWeightKg", "number", "gross weight in kg"),
  netWeightKg: fact("netWeightKg", "number", "net weight in kg"),
  packages: fact("packages", "number", "number of packages"),
  originCountry: fact("originCountry", "text", "country of origin (ISO 3166-1)"),
  dispatchCountry: fact("dispatchCountry", "text", "country the goods are sent from"),
  destinationCountry: fact("destinationCountry", "text", "country the goods are sent to"),
  portOfLoading: fact("portOfLoading", "text", "port of loading (UN/LOCODE)"),
  portOfDischarge: fact("portOfDischarge", "text", "port of discharge (UN/LOCODE)"),
  placeOfReceipt: fact("placeOfReceipt", "text", "place of receipt (UN/LOCODE)"),
  placeOfDelivery: fact("placeOfDelivery", "text", "place of delivery (UN/LOCODE)"),
  transshipmentPorts: fact("transshipmentPorts", texts, "ports of transshipment (UN/LOCODE)"),
  issueDate: fact("issueDate", "date", "day of issue"),
  expiryDate: fact("expiryDate", "date", "last day of validity"),
  loadingDate: fact("loadingDate", "date", "day of loading"),
  departureDate: fact("departureDate", "date", "day of departure"),
  arrivalDate: fact("arrivalDate", "date", "day of arrival"),
  vessel: fact("vessel", "text", "name of the vessel"),
  voyage: fact("voyage", "text", "number of the voyage"),
  parties: fact(
    "parties",
    { items: { role: "text", name: "text", identifier: "text", scheme: "text", country: "text" } },
    "parties",
  ),
  "value.amount": { type: "number", title: "value of the goods", of: ({ facts }) => facts.value?.amount },
  "value.currency": { type: "text", title: "its currency (ISO 4217)", of: ({ facts }) => facts.value?.currency },
  customsOffice: fact("customsOffice", "text", "customs office"),
  status: fact("status", "text", "status, by the code of the paper's format"),
  relatedDocuments: fact("relatedDocuments", { items: { type: "text", number: "text" } }, "papers that it names"),
  custodyEvents: fact(
    "custodyEvents",
    { items: { event: "text", time: "date", place: "text", container: "text", vessel: "text" } },
    "what happened to the containers",
  ),
  unitPrice: { type: "number", title: "value per kg of net weight", of: ({ facts }) => unitPriceOf(facts) },
  "issuer.country": {
    type: "text",
    title: "country of the member that issued it",
    of: ({ issuer }) => issuer?.country,
  },
  "issuer.roles": { type: texts, title: "roles of that member", of: ({ issuer }) => issuer?.roles },
  "issuer.member": { type: "number", title: "number of that member", of: ({ issuer }) => issuer?.memberId },
  alerts: {
    type: { items: { name: "text", category: "text", weight: "number" } },
    title: "alerts that match",
    of: ({ alerts }) => alerts,
  },
  findings: {
    type: { items: { name: "text", score: "number" } },
    title: "what verified paperwork raised",
    of: ({ findings }) => findings,
  },
  "model.score": {
    type: "number",
    title: "chance of a wrong declaration by the model, 0 to 1",
    of: ({ modelScore }) => modelScore,
  },
};

/** What the items of a list are; texts where the field is no list, which checked rules never ask. */
export function itemsOf(name: string): "text" | Members {
  const type = FIELDS[name]?.type;
  return typeof type === "object" ? type.items : "text";
}

/** Places of the fields, so that what a subject says of one is read at most once for all rules. */
export const FIELD_PLACES: ReadonlyMap<string, number> = new Map(
  Object.keys(FIELDS).map((name, place) => [name, place]),
);

/** A scalar as rules calculate with it: a text, an exact number, or a date as its day's number; undefined for none. */
export function scalarOf(type: ScalarType, stated: unknown): string | number | Rational | undefined {
  if (stated === undefined || stated === null) return undefined;
  if (type === "number") return numberOf(stated);
  if (typeof stated !== "string") return undefined;
  return type === "date" ? dayOf(stated) : stated;
}

function numberOf(stated: unknown): Rational | undefined {
  if (typeof stated === "object") return stated as Rational;
  const decimal = decimalOf(stated);
  return decimal === undefined ? undefined : rationalOf(decimal);
}

const DAY_MS = 86_400_000;

/** Number of a day, from 1970-01-01; of a date-time, that of the day as written. */
export function dayOf(date: string): number | undefined {
  const ms = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms) ? undefined : Math.round(ms / DAY_MS);
}

/** The day of such a number; undefined beyond the years that dates are written in. */
export function dateOfDay(day: number): string | undefined {
  const isWritten = day >= -719_162 && day <= 2_932_896;
  return isWritten ? new Date(day * DAY_MS).toISOString().slice(0, 10) : undefined;
}

function unitPriceOf({ value, netWeightKg }: Facts): Rational | undefined {
  const [amount, mass] = [value?.amount, netWeightKg].map((decimal) =>
    decimal === undefined ? undefined : rationalOf(decimal),
  );
  return amount && mass ? over(amount, mass) : undefined;
}
