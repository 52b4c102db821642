import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { distinct, some } from "../fact-rules.ts";
import type { Format } from "../format.ts";
import { objectsAt, textAt, valueAt, valuesAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { CUSTODY_OF_CODE, PAPER_CODES } from "./track-and-trace-codes.ts";

/** Where the events stand: an answer of version 2 is a list, one of version 3 an object with a list, a message may be one. */
function eventsIn(json: Json | undefined): JsonObject[] {
  const listed = isJsonObject(json) && Array.isArray(json["events"]) ? json["events"] : json;
  return (Array.isArray(listed) ? listed : [listed]).filter((item) => isJsonObject(item) && isEvent(item));
}

/** Version 2 has an event's type at its top, version 3 below `eventClassification`. */
const TYPES = ["", "eventClassification/"].flatMap((above) =>
  ["eventType", "eventTypeCode"].map((name) => above + name),
);

function isEvent(value: JsonObject): boolean {
  return textAt(value, "eventDateTime") !== undefined && TYPES.some((place) => textAt(value, place) !== undefined);
}

/** First text at one of the places of an event, of version 2 or 3. */
const of = (event: JsonObject, ...places: readonly string[]): string | undefined =>
  places
    .flatMap((place) => [place, `eventClassification/${place}`])
    .map((place) => textAt(event, place))
    .find((text) => text !== undefined);

const codeOf = (event: JsonObject): string | undefined =>
  of(event, "equipmentEventTypeCode", "equipmentEventType", "transportEventTypeCode", "transportEventType");

/** What did happen: planned, expected and requested events are none yet, retracted ones no more. */
const hasHappened = (event: JsonObject): boolean =>
  ["ACT", "ACTUAL"].includes(of(event, "eventClassifierCode", "eventClassifier") ?? "") &&
  event["isRetracted"] !== true;

const CALL = ["transportCall", "transportDetails/transportCall"];
const CONTAINERS = ["equipmentReference", "equipmentDetails/equipmentReference"];

/** Container references of an event: version 2 names those of a transport event among its references. */
function containersOf(event: JsonObject): Json[] {
  const referred = objectsAt(event, "references").filter((one) => one["referenceType"] === "EQ");
  const own = CONTAINERS.flatMap((place) => valuesAt(event, place));
  return own.length > 0 ? own : referred.flatMap((one) => valuesAt(one, "referenceValue"));
}

function custodyOf(event: JsonObject): Json[] {
  const name = CUSTODY_OF_CODE.get(codeOf(event) ?? "");
  if (name === undefined || !hasHappened(event)) return [];
  const at = (...places: readonly string[]): Json => places.flatMap((place) => valuesAt(event, place))[0] ?? null;
  const seals = ["seals", "equipmentDetails/seals"].flatMap((place) => [
    ...valuesAt(event, `${place}/sealNumber`),
    ...valuesAt(event, `${place}/number`),
  ]);
  const happened = {
    event: name,
    time: valueAt(event, "eventDateTime") ?? null,
    place: at(
      "eventLocation/UNLocationCode",
      ...CALL.map((call) => `${call}/UNLocationCode`),
      ...CALL.map((call) => `${call}/location/UNLocationCode`),
      "eventLocation/locationName",
    ),
    seals: some(seals) ?? null,
    vessel: at(...CALL.map((call) => `${call}/vessel/vesselName`), "transportDetails/vesselTransport/vesselName"),
  };
  const containers = containersOf(event);
  return containers.length === 0 ? [happened] : containers.map((container) => ({ ...happened, container }));
}

const REFERENCES = [
  ["documentReferences", "documentReferenceType", "documentReferenceValue"],
  ["shipmentDetails/documentReference", "typeCode", "reference"],
  ["shipmentDetails/documentReference", "type", "reference"],
  ["shipmentDetails/additionalDocumentReferences", "typeCode", "reference"],
  ["shipmentDetails/additionalDocumentReferences", "type", "reference"],
] as const;

/** Papers that the events name, each once. */
function papersOf(events: readonly JsonObject[]): Json | undefined {
  const named = events.flatMap((event) =>
    REFERENCES.flatMap(([place, type, number]) =>
      objectsAt(event, place)
        .filter((one) => type in one && number in one)
        .map((one) => ({ type: PAPER_CODES.get(one[type]) ?? (one[type] as Json), number: one[number] as Json })),
    ),
  );
  return some(distinct(named));
}

/** DCSA Track and Trace 2 and 3 events. Only what did happen to a container or its means of transport is custody. */
export const dcsaTrackAndTrace: Format = {
  name: "dcsa-track-and-trace",
  title: "DCSA track and trace events",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => eventsIn(json).length > 0,
  read({ json }) {
    const events = eventsIn(json);
    const stated = {
      containers: some(events.flatMap(containersOf)),
      custodyEvents: some(events.flatMap(custodyOf)),
      relatedDocuments: papersOf(events),
    };
    return jsonReading(json as Json, { kind: "custody-events", stated });
  },
};
