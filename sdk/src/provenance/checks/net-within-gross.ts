import type { ConsignmentCheck } from "../check.ts";
import { judgement } from "../finding.ts";

/** Goods do not weigh more without their packing than with it. */
export const netWithinGross: ConsignmentCheck = {
  name: "netWithinGross",
  title: "Net weights are within gross weights",
  judge: ({ current }) =>
    current
      .filter(({ facts }) => facts?.netWeightKg !== undefined && facts.grossWeightKg !== undefined)
      .map((paper) =>
        Number(paper.facts?.netWeightKg) <= Number(paper.facts?.grossWeightKg)
          ? judgement("valid", "FACTS_AGREE", "The net weight is within the gross weight.", [paper], FACTS)
          : judgement("invalid", "NET_OVER_GROSS", "The net weight is over the gross weight.", [paper], FACTS),
      ),
};

const FACTS = ["netWeightKg", "grossWeightKg"] as const;
