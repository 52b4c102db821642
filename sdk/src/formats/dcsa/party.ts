import type { Json, JsonObject } from "../../canonical/json.ts";
import { type PartyReader, rowsOf } from "../json-facts/parties.ts";
import { objectsAt, valueAt } from "../json-facts/places.ts";

/** A party of DCSA's: a row for each of its identifying codes, or for its name where it has none. */
export const readDcsaParty: PartyReader = (party, role) => {
  const name = valueAt(party, "partyName") ?? null;
  const country = valueAt(party, "address/countryCode") ?? null;
  return rowsOf({ role, name, country }, objectsAt(party, "identifyingCodes").map(identifierOf));
};

const identifierOf = (code: JsonObject): { identifier: Json; scheme: Json } => ({
  identifier: code["partyCode"] ?? null,
  scheme: code["codeListName"] ?? code["codeListProvider"] ?? null,
});
