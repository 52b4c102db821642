import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { dateTime } from "../../facts/normal-forms.ts";
import type { StatedFacts } from "../../facts/validate.ts";
import { distinct, some } from "../fact-rules.ts";
import type { Format, FormatFinding } from "../format.ts";
import { objectsAt, textAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { faultsOf } from "./check-event.ts";
import { containersIn, custodyEventsOf } from "./event-custody.ts";
import { BIZ_TRANSACTION_TYPES, bareWord, EVENT_TYPES } from "./vocabulary.ts";

/** Where the events of a document stand: captured, or the answer to a query. */
const EVENT_PLACES = [
  ["epcisBody", "eventList"],
  ["epcisBody", "event"],
  ["epcisBody", "queryResults", "resultsBody", "eventList"],
] as const;

const isDocument = (json: JsonObject): boolean =>
  (json["type"] === "EPCISDocument" || json["type"] === "EPCISQueryDocument") && isJsonObject(json["epcisBody"]);

const isEvent = (json: JsonObject): boolean => EVENT_TYPES.has(json["type"]) && typeof json["eventTime"] === "string";

/** Each event with its place in the body. */
function eventsIn(json: JsonObject): (readonly [pointer: string, event: JsonObject])[] {
  if (isEvent(json)) return [["", json]];
  return EVENT_PLACES.flatMap((names) => {
    const value = names.reduce<Json | undefined>(
      (inner, name) => (isJsonObject(inner) ? inner[name] : undefined),
      json,
    );
    const place = `/${names.join("/")}`;
    const items = Array.isArray(value)
      ? value.map((item: Json, i) => [`${place}/${i}`, item] as const)
      : [[place, value] as const];
    return items.filter((item): item is [string, JsonObject] => isJsonObject(item[1]));
  });
}

/** UN/CEFACT 1001 codes of the types of business transactions; those without one keep GS1's word. */
const PAPERS: Readonly<Record<string, string>> = { po: "105", desadv: "351", inv: "380", bol: "705", recadv: "632" };

function papersOf(events: readonly JsonObject[]): Json | undefined {
  const named = objectsAt(events as readonly Json[], "bizTransactionList").flatMap((transaction) => {
    const [type, uri] = [textAt(transaction, "type"), textAt(transaction, "bizTransaction")];
    if (type === undefined || uri === undefined) return [];
    const word = bareWord(type, BIZ_TRANSACTION_TYPES);
    // CBV 2.0 §8.5.2: the number stands behind the GLN of its issuer.
    return [{ type: PAPERS[word] ?? word, number: uri.replace(/^urn:epcglobal:cbv:bt:\d+:/, "") }];
  });
  return some(distinct(named));
}

const REQUIRED = ["@context", "schemaVersion", "creationDate"];
/** Of a document that is wrong throughout, the first will do. */
const MAX_FINDINGS = 100;

function findingsOf(json: JsonObject, events: ReturnType<typeof eventsIn>): FormatFinding[] {
  const invalid = (pointer: string, wanted: string): FormatFinding => ({
    code: "EPCIS_INVALID",
    message: `EPCIS 2.0 wants ${wanted} here.`,
    pointer,
  });
  const missing = isEvent(json) ? [] : REQUIRED.filter((name) => !(name in json));
  const hasDate = !("creationDate" in json) || dateTime(json["creationDate"]) !== undefined;
  return [
    ...missing.map((name) => invalid(`/${name}`, `a member ${name}`)),
    ...(hasDate ? [] : [invalid("/creationDate", "a date and time")]),
    ...events.flatMap(([place, event]) =>
      faultsOf(event).map(({ pointer, wanted }) => invalid(place + pointer, wanted)),
    ),
  ].slice(0, MAX_FINDINGS);
}

function statedIn(json: JsonObject, events: readonly JsonObject[]): StatedFacts {
  return {
    documentNumber: textAt(json, isEvent(json) ? "eventID" : "id"),
    issueDate: json["creationDate"],
    containers: some(events.flatMap(containersIn)),
    custodyEvents: some(events.flatMap(custodyEventsOf)),
    relatedDocuments: papersOf(events),
  };
}

/** GS1 EPCIS 2.0 in JSON: a document of events, the answer to a query, or one event. */
export const epcis: Format = {
  name: "epcis-2",
  title: "GS1 EPCIS 2.0 events",
  mediaTypes: ["application/json", "application/ld+json"],
  recognise: ({ json }) => isJsonObject(json) && (isDocument(json) || isEvent(json)),
  read({ json }) {
    const document = json as JsonObject;
    const events = eventsIn(document);
    const stated = statedIn(
      document,
      events.map(([, event]) => event),
    );
    return jsonReading(document, { kind: "custody-events", stated, findings: findingsOf(document, events) });
  },
};
