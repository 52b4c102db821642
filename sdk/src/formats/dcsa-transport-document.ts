import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import { factsOf } from "../facts/validate.ts";
import { kindByName } from "../kinds/kinds.ts";
import { dcsaFacts } from "./dcsa-facts.ts";
import { findingsOf } from "./findings.ts";
import type { Format } from "./format.ts";

/** Where a transport document stands: by itself, or inside an issuance request or an amendment. */
const WRAPPERS: readonly ((json: JsonObject) => Json | undefined)[] = [
  (json) => json,
  (json) => json["document"],
  (json) => json["amendedTransportDocument"],
];

/** The transport document in a value; undefined when there is none. */
function transportDocumentIn(json: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(json)) return undefined;
  return WRAPPERS.map((unwrap) => unwrap(json)).find(isTransportDocument);
}

/** A shipping instruction looks much the same, but has no number of a transport document. */
function isTransportDocument(value: Json | undefined): value is JsonObject {
  return (
    isJsonObject(value) &&
    typeof value["transportDocumentReference"] === "string" &&
    typeof value["transportDocumentTypeCode"] === "string" &&
    (isJsonObject(value["documentParties"]) || Array.isArray(value["consignmentItems"]))
  );
}

/**
 * A DCSA Electronic Bill of Lading 3.0 transport document, as it is. It is a bill of lading and does not say which; who
 * sends it may, and it is the master bill otherwise.
 */
export const dcsaTransportDocument: Format = {
  name: "dcsa-transport-document-3",
  title: "DCSA eBL 3 transport document",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => transportDocumentIn(json) !== undefined,
  read({ json }, hints) {
    const document = transportDocumentIn(json) as JsonObject;
    const kind = kindByName(hints.kind?.startsWith("bill-of-lading") ? hints.kind : "bill-of-lading-master");
    const { facts, malformed } = factsOf(dcsaFacts(document));
    return {
      kind: kind.name,
      body: json as JsonObject,
      facts,
      findings: findingsOf(kind, facts, malformed),
      json: document,
    };
  },
};
