import type { Facts } from "../../facts/facts.ts";
import { isTotalWithin, totalsOf } from "../agree.ts";
import type { ConsignmentCheck } from "../check.ts";
import type { Tolerances } from "../consignment.ts";
import { type Judgement, judgement } from "../finding.ts";
import type { ConsignmentPaper } from "../paper.ts";

/** What can run out, as totals by dimension. To watch another, add a row. */
const AMOUNTS: readonly (readonly [fact: keyof Facts, totals: (facts: Facts) => Map<string, number>])[] = [
  ["quantities", ({ quantities }) => totalsOf(quantities)],
  [
    "grossWeightKg",
    ({ grossWeightKg }) => new Map(grossWeightKg === undefined ? [] : [["mass", Number(grossWeightKg)]]),
  ],
  ["packages", ({ packages }) => new Map(packages === undefined ? [] : [["packages", Number(packages)]])],
];

/** What is made from one paper, all together, is not more than that paper has. */
export const withinSource: ConsignmentCheck = {
  name: "withinSource",
  title: "What is derived is within its source",
  judge({ derivations, tolerances }) {
    const bySource = Map.groupBy(derivations, ({ source }) => source);
    return [...bySource].flatMap(([source, all]) => {
      const byKind = Map.groupBy(all, ({ derived }) => derived.kind);
      return [...byKind.values()].flatMap((some) =>
        judgeSource(
          source,
          some.map(({ derived }) => derived),
          tolerances,
        ),
      );
    });
  },
};

function judgeSource(
  source: ConsignmentPaper,
  derived: readonly ConsignmentPaper[],
  tolerances: Tolerances,
): Judgement[] {
  const papers = [source, ...derived];
  const found = AMOUNTS.flatMap(([fact, totals]) => {
    const has = source.facts && totals(source.facts);
    if (has === undefined || has.size === 0) return [];
    const takes = derived.map(({ facts }) => (facts ? totals(facts) : new Map<string, number>()));
    return [...has].flatMap(([dimension, most]) => {
      const taken = takes.reduce((sum, one) => sum + (one.get(dimension) ?? 0), 0);
      if (taken === 0) return [];
      return taken > most && !isTotalWithin(dimension, taken, most, tolerances)
        ? [judgement("invalid", "QUANTITY_EXCEEDED", "More was made from the paper than it has.", papers, [fact])]
        : [judgement("valid", "FACTS_AGREE", "What was made from the paper is within it.", papers, [fact])];
    });
  });
  const unread = derived.filter(({ facts }) => facts === undefined);
  if (unread.length > 0)
    found.push(
      judgement("unknown", "FACTS_NOT_COMPARED", "Papers that cannot be read here may take more of it.", [
        source,
        ...unread,
      ]),
    );
  return found;
}
