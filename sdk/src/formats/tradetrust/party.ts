import { countryCode, type PartyReader, rowsOf } from "../json-facts/parties.ts";
import { valuesAt } from "../json-facts/places.ts";

const NAMES = ["partyName", "name", "exporterName", "importerName", "company/name"];
const COUNTRIES = ["address/country", "countryCode", "exportCountry", "importCountry"];

/** A party of the documents that TradeTrust shows as samples, or a name alone. */
export const readTradeTrustParty: PartyReader = (party, role) => {
  if (typeof party === "string") return [{ role, name: party }];
  const [name = null] = NAMES.flatMap((place) => valuesAt(party, place));
  const country = countryCode(COUNTRIES.flatMap((place) => valuesAt(party, place))[0]);
  const identifiers = valuesAt(party, "taxReference").map((identifier) => ({ identifier, scheme: "TAX" }));
  return rowsOf({ role, name, country }, identifiers);
};
