import type { Facts } from "../../../sdk/src/facts/facts.ts";
import type { Hex32 } from "../../../sdk/src/primitives/hex.ts";
import type { ConsignmentPaper } from "../../../sdk/src/provenance/paper.ts";
import type { Relation } from "../../../sdk/src/statement/claims.ts";

/** A paper that a planter may still alter. */
export type DraftPaper = Omit<
  { -readonly [Name in keyof ConsignmentPaper]: ConsignmentPaper[Name] },
  "facts" | "links"
> & {
  facts: { -readonly [Name in keyof Facts]: Facts[Name] };
  links: { documentId: Hex32; relation: Relation }[];
};
