import type { Json } from "../../canonical/json.ts";
import { countryCode, type PartyReader, rowsOf } from "../json-facts/parties.ts";
import { textAt, valuesAt } from "../json-facts/places.ts";

/** Where an organisation of the traceability vocabulary has an identifier, and what it is. To read another, add a row. */
const IDENTIFIERS: readonly (readonly [place: string, scheme: string])[] = [
  ["leiCode", "LEI"],
  ["taxId", "TAX"],
  ["scac", "SCAC"],
  ["iataCarrierCode", "IATA"],
  ["globalLocationNumber", "GLN"],
];

/** Of which sort a URI is that names somebody. */
const schemeOf = (uri: string): string => (uri.startsWith("did:") ? "DID" : "URI");

/** An organisation, person or importer of record: a row for each of its identifiers, or for its name. */
export const readOrganization: PartyReader = (party, role) => {
  if (typeof party === "string") return [{ role, identifier: party, scheme: schemeOf(party) }];
  const [name = null] = ["name", "legalName"].flatMap((place) => valuesAt(party, place));
  const places = ["location/address/addressCountry", "address/addressCountry"];
  const country = countryCode(places.flatMap((place) => valuesAt(party, place))[0]);
  return rowsOf({ role, name, country }, identifiersOf(party));
};

function identifiersOf(party: Json): { identifier: Json; scheme: Json }[] {
  const id = textAt(party, "id");
  const number = textAt(party, "number");
  return [
    ...(id === undefined ? [] : [{ identifier: id, scheme: schemeOf(id) }]),
    ...(number === undefined ? [] : [{ identifier: number, scheme: textAt(party, "identifierType") ?? null }]),
    ...IDENTIFIERS.flatMap(([place, scheme]) => valuesAt(party, place).map((identifier) => ({ identifier, scheme }))),
  ];
}
