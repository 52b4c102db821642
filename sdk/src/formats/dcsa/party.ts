import type { Json, JsonObject } from "../../canonical/json.ts";
import type { PartyReader } from "../json-facts/parties.ts";
import { objectsAt, valueAt } from "../json-facts/places.ts";

/** A party of DCSA's: a row for each of its identifying codes, or for its name where it has none. */
export const readDcsaParty: PartyReader = (party, role) => {
  const name = valueAt(party, "partyName") ?? null;
  const country = valueAt(party, "address/countryCode") ?? null;
  const codes = objectsAt(party, "identifyingCodes");
  if (codes.length === 0) return name === null ? [] : [{ role, name, country }];
  return codes.map((code) => ({ role, name, country, ...identifierOf(code) }));
};

const identifierOf = (code: JsonObject): { [name: string]: Json } => ({
  identifier: code["partyCode"] ?? null,
  scheme: code["codeListName"] ?? code["codeListProvider"] ?? null,
});
