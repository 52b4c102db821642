import type { KindName } from "../../kinds/kinds.ts";
import type { ConsignmentCheck } from "../check.ts";
import { judgement } from "../finding.ts";

/** Kinds that are made from an earlier paper. */
const DERIVED: ReadonlySet<KindName> = new Set([
  "bill-of-lading-transshipment",
  "re-export-certificate",
  "cites-re-export-certificate",
  "declaration-reexport",
]);

/** A paper of a kind that is made from another names it. */
export const sourceNamed: ConsignmentCheck = {
  name: "sourceNamed",
  title: "Papers of transshipment and re-export name their source",
  judge: ({ current }) =>
    current
      .filter(({ kind, links }) => DERIVED.has(kind) && links !== undefined)
      .map((paper) =>
        paper.links?.some(({ relation }) => relation === "derivedFrom")
          ? judgement("valid", "LINKS_RESOLVE", "The paper names what it was made from.", [paper])
          : judgement("unknown", "SOURCE_NOT_NAMED", "The paper does not say what it was made from.", [paper]),
      ),
};
