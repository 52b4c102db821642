import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { dateTime } from "../../facts/normal-forms.ts";
import {
  BIZ_STEPS,
  BIZ_TRANSACTION_TYPES,
  DISPOSITIONS,
  EVENT_TYPES,
  SOURCE_DESTINATION_TYPES,
  type Vocabulary,
} from "./vocabulary.ts";

/** A fault of an event: where it is, below the event, and what should be. */
export interface EpcisFault {
  readonly pointer: string;
  readonly wanted: string;
}

/** Whether a value is as EPCIS 2.0 wants it. */
type Form = (value: Json) => boolean;

const isText: Form = (value) => typeof value === "string";
const isTime: Form = (value) =>
  isText(value) && /(?:Z|[+-]\d\d:\d\d)$/.test(value as string) && dateTime(value) !== undefined;
const isOffset: Form = (value) => isText(value) && /^[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/.test(value as string);
const isUri: Form = (value) => isText(value) && /^[a-z][\w+.-]*:\S+$/i.test(value as string);
const isUriList: Form = (value) => Array.isArray(value) && value.every(isUri);
const isAction: Form = (value) => value === "ADD" || value === "OBSERVE" || value === "DELETE";
const isPlace: Form = (value) => isUri(value) || (isJsonObject(value) && isUri(value["id"] ?? null));
const termOf =
  ({ words }: Vocabulary): Form =>
  (value) =>
    isUri(value) || (isText(value) && words.has(value as string));
const listOf =
  (form: (item: JsonObject) => boolean): Form =>
  (value) =>
    Array.isArray(value) && value.every((item) => isJsonObject(item) && form(item));

const isQuantity = ({ epcClass, quantity = 1, uom = "KGM" }: JsonObject): boolean =>
  isUri(epcClass ?? null) &&
  typeof quantity === "number" &&
  quantity >= 0 &&
  isText(uom) &&
  /^[A-Z0-9]{2,3}$/.test(uom as string);
const typed =
  (name: string, vocabulary: Vocabulary) =>
  ({ type, [name]: value }: JsonObject): boolean =>
    isUri(value ?? null) && (type === undefined || termOf(vocabulary)(type));

/** Members that any event may have, their forms, and what is wanted. To check another, add a row. */
const MEMBERS: readonly (readonly [name: string, form: Form, wanted: string])[] = [
  ["eventTime", isTime, "a date and time with an offset"],
  ["recordTime", isTime, "a date and time with an offset"],
  ["eventTimeZoneOffset", isOffset, "an offset from UTC such as +08:00"],
  ["eventID", isUri, "a URI"],
  ["action", isAction, "ADD, OBSERVE or DELETE"],
  ["bizStep", termOf(BIZ_STEPS), "a step of CBV 2.0 or a URI"],
  ["disposition", termOf(DISPOSITIONS), "a disposition of CBV 2.0 or a URI"],
  ["readPoint", isPlace, "an object with a URI as id"],
  ["bizLocation", isPlace, "an object with a URI as id"],
  ["parentID", isUri, "a URI"],
  ["transformationID", isUri, "a URI"],
  ...["epcList", "childEPCs", "inputEPCList", "outputEPCList"].map((name) => [name, isUriList, "URIs"] as const),
  ...["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"].map(
    (name) => [name, listOf(isQuantity), "objects of epcClass, quantity and uom"] as const,
  ),
  ["bizTransactionList", listOf(typed("bizTransaction", BIZ_TRANSACTION_TYPES)), "typed URIs of transactions"],
  ["sourceList", listOf(typed("source", SOURCE_DESTINATION_TYPES)), "typed URIs of sources"],
  ["destinationList", listOf(typed("destination", SOURCE_DESTINATION_TYPES)), "typed URIs of destinations"],
];

/** What an event of a type must have: one of each row's members. */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ObjectEvent: [["action"], ["epcList", "quantityList", "sensorElementList"]],
  AggregationEvent: [["action"], ["parentID", "childEPCs", "childQuantityList"]],
  AssociationEvent: [["action"], ["parentID"]],
  TransactionEvent: [["action"], ["bizTransactionList"]],
  TransformationEvent: [
    ["inputEPCList", "inputQuantityList", "transformationID"],
    ["outputEPCList", "outputQuantityList", "transformationID"],
  ],
};

/** What is wrong with an event of EPCIS 2.0 (§7.4), as far as its JSON schema can tell. */
export function faultsOf(event: JsonObject): EpcisFault[] {
  const type = event["type"] ?? null;
  const needed = [["eventTime"], ["eventTimeZoneOffset"], ...((isText(type) && NEEDED[type as string]) || [])];
  const missing = needed.filter((names) => !names.some((name) => name in event));
  const malformed = MEMBERS.filter(([name, form]) => name in event && !form(event[name] as Json));
  return [
    ...(EVENT_TYPES.has(type) || isUri(type) ? [] : [{ pointer: "/type", wanted: "a type of event" }]),
    ...missing.map((names) => ({ pointer: `/${names[0]}`, wanted: `a member ${names.join(" or ")}` })),
    ...malformed.map(([name, , wanted]) => ({ pointer: `/${name}`, wanted })),
  ];
}
