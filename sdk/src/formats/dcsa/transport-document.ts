import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import type { KindName } from "../../kinds/kinds.ts";
import { statedBy } from "../fact-rules.ts";
import type { Format, Hints } from "../format.ts";
import { billKind } from "../json-facts/bill-kind.ts";
import { valueAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { manifestFindings } from "./manifest.ts";
import { TRANSPORT_DOCUMENT_FACTS } from "./transport-document-facts.ts";

/** Where a transport document stands in a message. To know another message, add its place. */
const PLACES = [
  "",
  "document", // request for issuance
  "amendedTransportDocument", // answer to an amendment
  "transportDocument", // PINT envelope
  "data/amendedTransportDocument", // notification with the state of an amendment
  "data/transportDocument", // notification with the state
];

/** The transport document in a value; undefined when there is none. */
function transportDocumentIn(json: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(json)) return undefined;
  return PLACES.map((place) => valueAt(json, place)).find(isTransportDocument);
}

/** A shipping instruction looks much the same, but its state is one of instructions. */
function isTransportDocument(value: Json | undefined): value is JsonObject {
  return (
    isJsonObject(value) &&
    typeof value["transportDocumentReference"] === "string" &&
    typeof value["transportDocumentTypeCode"] === "string" &&
    !("shippingInstructionsStatus" in value || "isCargoDeliveredInICS2Zone" in value) &&
    (isJsonObject(value["documentParties"]) || Array.isArray(value["consignmentItems"]))
  );
}

/** A sea waybill says so; a bill of lading does not say which it is. */
const kindOf = (document: JsonObject, hints: Hints): KindName =>
  document["transportDocumentTypeCode"] === "SWB" ? "sea-waybill" : billKind(hints);

/**
 * A DCSA Electronic Bill of Lading 3 transport document, by itself or in a request for issuance, an amendment, a
 * notification or a PINT envelope. A bill is the master bill, unless its sender says otherwise.
 */
export const dcsaTransportDocument: Format = {
  name: "dcsa-transport-document-3",
  title: "DCSA eBL 3 transport document",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => transportDocumentIn(json) !== undefined,
  read({ json }, hints) {
    const document = transportDocumentIn(json) as JsonObject;
    const stated = statedBy(TRANSPORT_DOCUMENT_FACTS, document);
    return jsonReading(json as JsonObject, {
      kind: kindOf(document, hints),
      stated,
      findings: manifestFindings(json as JsonObject),
      part: document,
    });
  },
};
