import { joined } from "../fact-rules.ts";
import { each, type FactRule, text } from "./fact-table.ts";

/** Where a format states a party's name, identifier, country and the scheme of the identifier, below the party. */
export interface PartyPlaces {
  readonly name?: string;
  readonly identifier?: string;
  readonly country?: string;
  readonly scheme?: (identifier: string) => string | undefined;
}

/** Parties by their role and the path they stand at, in the order of the rows. */
export function parties(rows: readonly (readonly [role: string, path: string, places: PartyPlaces])[]): FactRule {
  return joined(...rows.map(([role, path, places]) => each(path, partyOf(role, places))));
}

function partyOf(role: string, { name, identifier, country, scheme }: PartyPlaces): FactRule {
  const [nameAt, identifierAt, countryAt] = [name, identifier, country].map((path) =>
    path === undefined ? () => undefined : text(...path.split("|")),
  ) as [ReturnType<typeof text>, ReturnType<typeof text>, ReturnType<typeof text>];
  return (party) => {
    const [named, identified] = [nameAt(party) ?? null, identifierAt(party) ?? null];
    if (named === null && identified === null) return undefined;
    const known = identified === null ? undefined : scheme?.(identified);
    return { role, name: named, identifier: identified, scheme: known ?? null, country: countryAt(party) ?? null };
  };
}

/** Countries whose customs number traders by EORI: the European Union's members, the United Kingdom, Northern Ireland. */
const EORI =
  /^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[0-9A-Z]{1,15}$/i;

/** `EORI` where an identifier has its form (Commission Delegated Regulation (EU) 2015/2446, annex B, 13 01 017 000). */
export const eori = (identifier: string): string | undefined => (EORI.test(identifier) ? "EORI" : undefined);

/** Places of a party whom customs number by EORI. */
export const trader = (name: string, identifier: string, country: string): PartyPlaces => ({
  ...{ name, identifier, country },
  scheme: eori,
});
