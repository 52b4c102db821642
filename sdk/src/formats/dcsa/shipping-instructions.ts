import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { statedBy } from "../fact-rules.ts";
import type { Format } from "../format.ts";
import { valueAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { SHIPPING_INSTRUCTIONS_FACTS } from "./transport-document-facts.ts";

/** Where shipping instructions stand in a message: the newest first. */
const PLACES = ["", "data/updatedShippingInstructions", "data/shippingInstructions"];

function instructionsIn(json: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(json)) return undefined;
  return PLACES.map((place) => valueAt(json, place)).find(isInstructions);
}

/** They look like a transport document that has no number yet, or have a member that only they have. */
function isInstructions(value: Json | undefined): value is JsonObject {
  if (!isJsonObject(value)) return false;
  const isOnlyTheirs = "shippingInstructionsStatus" in value || "isCargoDeliveredInICS2Zone" in value;
  return (
    (isOnlyTheirs || !("transportDocumentReference" in value)) &&
    typeof value["transportDocumentTypeCode"] === "string" &&
    isJsonObject(value["documentParties"]) &&
    Array.isArray(value["consignmentItems"])
  );
}

/** DCSA eBL 3 shipping instructions: created, updated, as the carrier holds them, or in a notification. */
export const dcsaShippingInstructions: Format = {
  name: "dcsa-shipping-instructions-3",
  title: "DCSA eBL 3 shipping instructions",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => instructionsIn(json) !== undefined,
  read({ json }) {
    const part = instructionsIn(json) as JsonObject;
    const stated = statedBy(SHIPPING_INSTRUCTIONS_FACTS, part);
    return jsonReading(json as JsonObject, { kind: "shipping-instruction", stated, part });
  },
};
