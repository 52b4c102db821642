import { sha256 } from "#sha256";
import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { hexOf } from "../../primitives/hex.ts";
import { utf8Encode } from "../../primitives/utf8.ts";
import { valuesAt } from "../json-facts/places.ts";
import { digitalLinkOf } from "./digital-link.ts";
import { EVENT_ORDER, type Property } from "./event-order.ts";
import {
  BIZ_STEPS,
  BIZ_TRANSACTION_TYPES,
  DISPOSITIONS,
  SOURCE_DESTINATION_TYPES,
  type Vocabulary,
} from "./vocabulary.ts";

/** What is no part of what happened: who stored it when, its name, and that it was declared wrong later. */
const IGNORED: ReadonlySet<string> = new Set(
  "type eventID recordTime errorDeclaration certificationInfo @context rdfs:comment comment".split(" "),
);

/**
 * The text that is hashed for an EPCIS 2.0 event in JSON (CBV 2.0 §8.9.2).
 * @param context `@context` of the document, which tells the namespaces of extensions.
 */
export function epcisPrehash(event: JsonObject, context: Json = event["@context"] ?? null): string {
  const namespaces = namespacesIn(context);
  return `eventType=${textOf(event["type"] ?? "")}${membersOf(event, EVENT_ORDER, namespaces)}`;
}

/** The hash of an event as a URI: `ni:///sha-256;…?ver=CBV2.0` (RFC 6920). */
export const epcisEventHash = (event: JsonObject, context?: Json): string =>
  `ni:///sha-256;${hexOf(sha256(utf8Encode(epcisPrehash(event, context))))}?ver=CBV2.0`;

type Namespaces = ReadonlyMap<string, string>;

const STANDARD: Namespaces = new Map([
  ["gs1", "https://gs1.org/voc/"],
  ["cbv", "https://ref.gs1.org/cbv/"],
  ["epcis", "https://ref.gs1.org/epcis/"],
]);

function namespacesIn(context: Json): Namespaces {
  const stated = valuesAt(context, "")
    .filter(isJsonObject)
    .flatMap((terms) => Object.entries(terms).filter((term): term is [string, string] => typeof term[1] === "string"));
  return new Map([...STANDARD, ...stated]);
}

/** The known members in their order, then the others sorted. */
function membersOf(object: JsonObject, order: readonly Property[], namespaces: Namespaces): string {
  const known = order.map((property) => memberOf(property, object[property.name] ?? null, namespaces));
  const names = new Set(order.map(({ name }) => name));
  const others = Object.keys(object)
    .filter((name) => !(names.has(name) || IGNORED.has(name)))
    .map((name) => extensionOf(name, object[name] as Json, namespaces));
  return [...known, ...others.sort()].join("");
}

function memberOf(property: Property, value: Json, namespaces: Namespaces): string {
  const { name, item = name, within, words } = property;
  if (name === "ilmd" && value !== null) return extensionOf(name, value, namespaces);
  const parts = valuesAt(value, "").map((one) => {
    if (isJsonObject(one)) return item + membersOf(one, within ?? [], namespaces);
    // EPCIS in JSON has the bare identifier where an object with a member `id` may stand.
    return `${item}=${/time(?!.*offset)/i.test(name) ? instantOf(textOf(one)) : canonical(one, words)}`;
  });
  return (property.item !== undefined && parts.length > 0 ? name : "") + parts.sort().join("");
}

/** An extension: its name with its namespace, then its text or its members, sorted. */
function extensionOf(name: string, value: Json, namespaces: Namespaces): string {
  const full = expanded(name, namespaces);
  const parts = valuesAt(value, "").map((one) => {
    if (!isJsonObject(one)) return `${full}=${canonical(one)}`;
    const members = Object.keys(one).filter((inner) => !/^(?:rdfs:)?comment$/.test(inner));
    return (
      full +
      members
        .map((inner) => extensionOf(inner, one[inner] as Json, namespaces))
        .sort()
        .join("")
    );
  });
  return parts.sort().join("");
}

function expanded(name: string, namespaces: Namespaces): string {
  const [prefix = "", ...local] = name.split(":");
  const namespace = local.length > 0 ? namespaces.get(prefix) : undefined;
  return namespace === undefined ? name : `{${namespace}}${local.join(":")}`;
}

/** A scalar as text. */
const textOf = (value: Json): string => (typeof value === "string" ? value.trim() : JSON.stringify(value));

const URNS: readonly Vocabulary[] = [BIZ_STEPS, DISPOSITIONS, BIZ_TRANSACTION_TYPES, SOURCE_DESTINATION_TYPES];

/** A value in its one form: terms as URIs, numbers without needless digits, keys of GS1 as Digital Links. */
function canonical(value: Json, words?: Pick<Vocabulary, "prefix" | "urn">): string {
  const text = textOf(value);
  if (words && !text.includes(":")) return words.prefix + text;
  const vocabulary = URNS.find(({ urn }) => text.startsWith(urn));
  if (vocabulary) return vocabulary.prefix + text.slice(vocabulary.urn.length);
  const [, prefix = "", local = ""] = /^(gs1|cbv|epcis):(.+)$/.exec(text) ?? [];
  if (prefix !== "") return `${STANDARD.get(prefix)}${local}`;
  return numberOf(text) ?? digitalLinkOf(text) ?? text;
}

function numberOf(text: string): string | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) || !Number.isInteger(number) ? String(number) : BigInt(number).toString();
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

/** A time in UTC to the millisecond, rounded; what is no time with an offset stays what it is. */
function instantOf(text: string): string {
  const [, seconds = "", fraction = "", offset = ""] = TIME.exec(text) ?? [];
  const start = Date.parse(seconds + offset);
  if (Number.isNaN(start)) return text;
  return new Date(start + Math.round(Number(`0.${fraction || 0}`) * 1000)).toISOString();
}
