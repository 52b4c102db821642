import { type Check, hasExactly, isHexString, isText } from "../canonical/shape.ts";
import { KINDS } from "../kinds/kinds.ts";
import type { Hex32 } from "../primitives/hex.ts";

/** How a document relates to an earlier one. */
export type Relation = "supersedes" | "derivedFrom" | "supports" | "attaches";

export interface Link {
  readonly documentId: Hex32;
  readonly relation: Relation;
}

/** Relations with what they mean; to add one, add a row and the version of the profile. */
export const RELATIONS: Readonly<Record<Relation, string>> = {
  supersedes: "takes the place of",
  derivedFrom: "was made from, on transshipment or re-export",
  supports: "is evidence for",
  attaches: "carries along",
};

const MAX_LINKS = 256;

/** Whether a value is the name of a kind. */
export const isKind: Check = (value) => KINDS.some(({ name }) => name === value);

/** Text first: a list of one name reads as that name, and is none. */
const isRelation: Check = (value) => isText(value) && Object.hasOwn(RELATIONS, value as string);

const isLink: Check = (value) => hasExactly(value, { documentId: isHexString, relation: isRelation }) === undefined;

/** At most 256 links, none twice. */
export const isLinks: Check = (value) =>
  Array.isArray(value) &&
  value.length <= MAX_LINKS &&
  value.every(isLink) &&
  new Set(value.map((link) => `${link.relation} ${link.documentId}`)).size === value.length;
