import { isJsonObject, type JsonObject } from "../../canonical/json.ts";
import type { StixObject } from "./objects.ts";

/** Never changes: by it other systems know what our objects have beside what STIX knows. */
const CUSTOMS_EXTENSION = "extension-definition--8bea8e01-911b-4c8c-b2f4-5c6c7651c6f9";
const SINCE = "2026-11-24T00:00:00.000Z";

/** What the extension's `schema` says; docs/alerts.md says the same at length. */
const SCHEMA = [
  "On an indicator: `alert` holds the claims of a Sealane alert under the names of docs/alerts.md in snake_case,",
  "`signed_alert` the same as its issuer signed them (compact JWS, ES256), `nominal_subjects` whom it means, only where",
  "that was released. On a sighting or an opinion: `feedback` holds the claims of a recipient's answer.",
  "The observable `x-sealane-consignment` is a movement of goods as its papers state it:",
  "containers, seals, ucrs, mrns, document_numbers, document_digests (SHA-256, hex), conveyances, hs_codes, origins,",
  "departures (lists of strings in upper case without blanks), descriptions (list of strings: words in upper case without",
  "accents or punctuation, one blank between), route (UN/LOCODEs in order, a hyphen between), mode (UN/ECE",
  "Recommendation 19), value_amount, value_currency, mass_kg (net where stated, gross else), value_per_kg.",
].join(" ");

/** Who made the extension; its id is fixed. */
export const AUTHOR_IDENTITY: StixObject = {
  type: "identity",
  spec_version: "2.1",
  id: "identity--7af9ae9d-38cb-4032-b246-22af8f45156e",
  created: SINCE,
  modified: SINCE,
  name: "Sealane",
  identity_class: "group",
};

/** The extension as STIX defines one (§7.3). */
export const EXTENSION_DEFINITION: StixObject = {
  type: "extension-definition",
  spec_version: "2.1",
  id: CUSTOMS_EXTENSION,
  created_by_ref: AUTHOR_IDENTITY.id,
  created: SINCE,
  modified: SINCE,
  name: "Customs alerts",
  description: "Risk intelligence that customs agencies share on consignments, and what came of it.",
  schema: SCHEMA,
  version: "1.0.0",
  extension_types: ["property-extension", "new-sco"],
};

/** The member `extensions` of an object that has these fields of ours. */
export const customsFields = (fields: JsonObject): JsonObject => ({
  [CUSTOMS_EXTENSION]: { extension_type: "property-extension", ...fields },
});

/** Our fields of an object; undefined when it has none. */
export function customsFieldsOf({ extensions }: StixObject): JsonObject | undefined {
  const fields = isJsonObject(extensions) ? extensions[CUSTOMS_EXTENSION] : undefined;
  return isJsonObject(fields) ? fields : undefined;
}
