import type { Json, JsonObject } from "../../canonical/json.ts";
import { CUSTODY_EVENTS, type CustodyEventName } from "../../facts/facts.ts";
import { some } from "../fact-rules.ts";
import { textAt, valuesAt } from "../json-facts/places.ts";
import { BIZ_STEPS, bareWord } from "./vocabulary.ts";

/** What steps of the Core Business Vocabulary are to custody. */
const CUSTODY_OF_STEP: Readonly<Record<string, CustodyEventName>> = {
  arriving: "arrival",
  receiving: "arrival",
  departing: "departure",
  shipping: "departure",
  loading: "load",
  unloading: "discharge",
  packing: "stuff",
  unpacking: "strip",
  inspecting: "inspect",
};

/**
 * The event of custody that a step is. A step of another vocabulary is one when its URI ends in the name of one, such as
 * `https://…/gate-in`. Who enters has a business location afterwards, who exits has none.
 */
function custodyOf(event: JsonObject): CustodyEventName | undefined {
  const step = bareWord(textAt(event, "bizStep") ?? "", BIZ_STEPS);
  if (step === "entering_exiting") return textAt(event, "bizLocation/id") === undefined ? "zone-exit" : "zone-entry";
  if (Object.hasOwn(CUSTODY_OF_STEP, step)) return CUSTODY_OF_STEP[step];
  const ending = /[/#:]([a-z-]+)$/.exec(step)?.[1];
  return CUSTODY_EVENTS.find((name) => name === ending);
}

const BIC = /^urn:epc:id:bic:([A-Z]{4}\d{7})$/i;
const VESSEL = /^urn:epc:id:imovn:(\d{7})$/i;
const OBJECTS = ["epcList", "parentID", "childEPCs"];

/** Numbers of the containers that an event is about (EPC Tag Data Standard 2.0 §6.3.16). */
export const containersIn = (event: JsonObject): string[] => [
  ...new Set(OBJECTS.flatMap((place) => matches(event, place, BIC))),
];

const matches = (event: JsonObject, place: string, pattern: RegExp): string[] =>
  valuesAt(event, place).flatMap((epc) => (typeof epc === "string" ? (pattern.exec(epc)?.[1] ?? []) : []));

/** A longer one is no fact, and is not searched. */
const MAX_URI = 2048;
const LOCODE = /(?:unlocode|locode|unlcd)(?:.*[/#:=])?\s*([A-Z]{2}[A-Z0-9]{3})$/i;

/** The UN/LOCODE in the URI of a place that is one of a list of them, else the URI. */
const placeOf = (uri: string): string =>
  (uri.length <= MAX_URI ? LOCODE.exec(uri)?.[1]?.toUpperCase() : undefined) ?? uri;

/** Members of extensions by their local names, whatever the namespace. */
const extensionsOf = (event: JsonObject, local: string): Json[] =>
  Object.keys(event)
    .filter((name) => name.endsWith(`:${local}`))
    .flatMap((name) => valuesAt(event[name], ""));

/** What an event of EPCIS is to the fact `custodyEvents`: a row for each container. What was declared wrong is none. */
export function custodyEventsOf(event: JsonObject): Json[] {
  const name = custodyOf(event);
  if (name === undefined || "errorDeclaration" in event) return [];
  const [place] = ["readPoint/id", "readPoint", "bizLocation/id", "bizLocation"]
    .map((at) => textAt(event, at))
    .filter(Boolean);
  const [imo] = [...matches(event, "parentID", VESSEL), ...matches(event, "epcList", VESSEL)];
  const happened = {
    event: name,
    time: event["eventTime"] ?? null,
    place: place === undefined ? null : placeOf(place),
    seals: some(extensionsOf(event, "seals")) ?? null,
    vessel: extensionsOf(event, "vessel")[0] ?? (imo === undefined ? null : `IMO ${imo}`),
  };
  const containers = containersIn(event);
  return containers.length === 0 ? [happened] : containers.map((container) => ({ ...happened, container }));
}
