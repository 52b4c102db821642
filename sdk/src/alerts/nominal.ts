import { digestOf } from "../canonical/digest.ts";
import type { Json } from "../canonical/json.ts";
import { type Check, hasExactly, isHexString, isNullOr, isUint32 } from "../canonical/shape.ts";
import { PARTY_ROLES, type Party } from "../facts/facts.ts";
import { code, country, text } from "../facts/normal-forms.ts";
import type { Hex32 } from "../primitives/hex.ts";
import { foldName } from "./names.ts";

/** A party that an alert names; null for what is not known of it. A name or an identifier is. */
export interface NamedParty {
  /** One of {@link PARTY_ROLES}; null for any. */
  readonly role: string | null;
  readonly name: string | null;
  readonly identifier: string | null;
  /** What the identifier is, such as `EORI`. */
  readonly scheme: string | null;
  readonly country: string | null;
}

/** Who is meant: sealed apart from the alert, for those who need to know. */
export interface Nominal {
  /** Drawn by the issuer, so that nobody can guess names from the digest in the alert. */
  readonly salt: Hex32;
  /** Parties, one of which must be on the document; with the pattern of that place where one is given. */
  readonly subjects: readonly { readonly pattern: number | null; readonly parties: readonly NamedParty[] }[];
}

const MAX_PARTIES = 64;
const isTextOrNull: Check = isNullOr(
  (value) => typeof value === "string" && value.length <= 256 && text(value) === value,
);

const isParty: Check = (value) => {
  const forms = {
    role: isNullOr((role) => PARTY_ROLES.some((known) => known === role)),
    name: isTextOrNull,
    identifier: isTextOrNull,
    scheme: isNullOr((scheme) => typeof scheme === "string" && code(scheme) === scheme),
    country: isNullOr((name) => typeof name === "string" && country(name) === name),
  };
  if (hasExactly(value, forms) !== undefined) return false;
  const { name, identifier } = value as NamedParty;
  return name !== null ? foldName(name) !== "" : identifier !== null;
};

const isSubject: Check = (value) =>
  hasExactly(value, {
    pattern: isNullOr(isUint32),
    parties: (list) => Array.isArray(list) && list.length > 0 && list.length <= MAX_PARTIES && list.every(isParty),
  }) === undefined;

/** Whether a value is the nominal part of an alert with so many patterns. */
export function isNominal(value: unknown, patterns: number): value is Nominal {
  const isList: Check = (list) => Array.isArray(list) && list.length > 0 && list.length <= 64 && list.every(isSubject);
  if (hasExactly(value, { salt: isHexString, subjects: isList }) !== undefined) return false;
  const { subjects } = value as Nominal;
  return subjects.every(({ pattern }) => pattern === null || pattern < patterns);
}

/** SHA-256 over the RFC 8785 form of a nominal part: by it an alert, which its issuer signs, says what belongs to it. */
export const nominalDigest = (nominal: Nominal): Hex32 => digestOf(nominal as unknown as Json);

/** What a party can be found by. */
export function partyKeys({
  name,
  identifier,
}: {
  readonly name?: string | null;
  readonly identifier?: string | null;
}): string[] {
  const keys = identifier ? [`id ${code(identifier)}`] : [];
  return name ? [...keys, `name ${foldName(name)}`] : keys;
}

/** Whether a party of a document is the one that is named: what both say agrees, and a name or an identifier is the same. */
export function isNamedParty(named: NamedParty, party: Party): boolean {
  const agrees = (a: string | null, b: string | undefined): boolean => a === null || b === undefined || a === b;
  if (named.role !== null && named.role !== party.role) return false;
  if (!agrees(named.country, party.country)) return false;
  if (named.identifier !== null && party.identifier !== undefined)
    return code(named.identifier) === code(party.identifier) && agrees(named.scheme, party.scheme);
  return named.name !== null && party.name !== undefined && foldName(named.name) === foldName(party.name);
}
