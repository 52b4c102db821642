import { digestOf } from "../canonical/digest.ts";
import { type Check, hasExactly, isAscending, isListOf, isText } from "../canonical/shape.ts";
import { COMPARED_POINTER, isAtOrBelow } from "../document/pointer.ts";
import type { Hex32 } from "../primitives/hex.ts";

/** A named set of fields. */
export interface ScopeRow {
  readonly name: string;
  readonly title: string;
  /** RFC 6901; each opens the field there and all below it. The empty one opens everything. */
  readonly pointers: readonly string[];
}

/** What shows that two parties hold the same document, and no more. */
const EXISTENCE = ["/$original", "/$jcs"] as const;

const facts = (...names: readonly string[]): string[] => names.map((name) => `/$facts/${name}`);

/** What every scope above `existence` opens too: the numbers by which people know the paper. */
const NUMBERS = facts("documentNumber", "ucr", "mrn", "issueDate", "expiryDate", "customsOffice", "relatedDocuments");

/**
 * Every named scope. They open normalised facts, so that a name means the same for papers of every format. A row's
 * fields never change, since grants on chain hold its digest; to add a scope, add a row.
 */
export const SCOPES = [
  { name: "existence", title: "That it exists, and the digest of its original", pointers: EXISTENCE },
  {
    name: "transport",
    title: "Route, vessel, dates, containers and seals",
    pointers: [
      ...EXISTENCE,
      ...NUMBERS,
      ...facts("containers", "seals", "portOfLoading", "portOfDischarge", "placeOfReceipt", "placeOfDelivery"),
      ...facts(
        "transshipmentPorts",
        "loadingDate",
        "departureDate",
        "arrivalDate",
        "vessel",
        "voyage",
        "custodyEvents",
      ),
    ],
  },
  {
    name: "goods",
    title: "Goods, their codes, quantities, weight and origin",
    pointers: [
      ...EXISTENCE,
      ...NUMBERS,
      ...facts("hsCodes", "descriptions", "quantities", "grossWeightKg", "netWeightKg", "packages"),
      ...facts("originCountry", "dispatchCountry", "destinationCountry"),
    ],
  },
  { name: "valuation", title: "Value and currency", pointers: [...EXISTENCE, ...NUMBERS, ...facts("value")] },
  { name: "parties", title: "Who takes part", pointers: [...EXISTENCE, ...NUMBERS, ...facts("parties")] },
  {
    name: "comparison",
    title: "Whether its facts are those of another paper, and those that differ",
    pointers: [...EXISTENCE, COMPARED_POINTER],
  },
  { name: "full", title: "Every field, and the original", pointers: [""] },
] as const satisfies readonly ScopeRow[];

export type ScopeName = (typeof SCOPES)[number]["name"];

/** What a grant opens: a named scope, or a list of pointers of its own (RFC 6901, ascending, each once, none empty). */
export type Scope = ScopeName | { readonly pointers: readonly string[] };

const MAX_POINTERS = 512;
const MAX_POINTER_LENGTH = 512;
const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/u;

const isPointer: Check = (value) =>
  isText(value) && (value as string).length <= MAX_POINTER_LENGTH && POINTER.test(value as string);

/** One list has one spelling, so that one scope has one digest. */
const isPointerList: Check = (value) => {
  if (!isListOf(isPointer)(value)) return false;
  const pointers = value as string[];
  return pointers.length > 0 && pointers.length <= MAX_POINTERS && isAscending(pointers);
};

/** Whether a value is a scope: a known name, or 1 to 512 pointers in their one spelling. */
export function isScope(value: unknown): value is Scope {
  if (typeof value === "string") return SCOPES.some(({ name }) => name === value);
  return hasExactly(value, { pointers: isPointerList }) === undefined;
}

/** The pointers that a scope opens, and all below them. */
export function pointersOf(scope: Scope): readonly string[] {
  if (typeof scope !== "string") return scope.pointers;
  return (SCOPES.find(({ name }) => name === scope) as ScopeRow).pointers;
}

/** Digest of a scope, as grants hold it on chain: SHA-256 over RFC 8785 of its name, or of `{"pointers": …}`. */
export const scopeDigest = (scope: Scope): Hex32 =>
  digestOf(typeof scope === "string" ? scope : { pointers: [...scope.pointers] });

/** Whether a scope opens the field at a pointer. */
export const opensField = (scope: Scope, pointer: string): boolean =>
  pointersOf(scope).some((above) => isAtOrBelow(pointer, above));

/** Whether a grant of a scope is for comparing facts that it does not open, so that it must come from a request for a case. */
export const needsCase = (scope: Scope): boolean => opensField(scope, COMPARED_POINTER) && !opensField(scope, "");

/** Whether all that a scope opens is opened by another one too. */
export const isScopeWithin = (scope: Scope, above: Scope): boolean =>
  pointersOf(scope).every((pointer) => opensField(above, pointer));

/** The named scopes within a scope, but itself, in the table's order. */
export const narrowerScopes = (scope: Scope): ScopeName[] =>
  SCOPES.map(({ name }) => name).filter((name) => name !== scope && isScopeWithin(name, scope));
