import type { JsonObject } from "../../canonical/json.ts";
import { statedBy } from "../fact-rules.ts";
import type { Format } from "../format.ts";
import { objectsAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { CONSIGNMENT, DOCUMENT, EFBL_FACTS } from "./efbl-facts.ts";

/** A FIATA electronic bill of lading in JSON. Freight forwarders issue it, so it is a house bill. */
export const fiataEfbl: Format = {
  name: "fiata-efbl",
  title: "FIATA electronic bill of lading",
  mediaTypes: ["application/json"],
  recognise: ({ json }) =>
    objectsAt(json, DOCUMENT).length === 1 && objectsAt(json, `${CONSIGNMENT}/includedConsignmentItem`).length > 0,
  read: ({ json }) =>
    jsonReading(json as JsonObject, {
      kind: "bill-of-lading-house",
      stated: statedBy(EFBL_FACTS, json as JsonObject),
    }),
};
