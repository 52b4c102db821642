import { canonicalize } from "../canonical/canonicalize.ts";
import type { Json } from "../canonical/json.ts";
import type { Facts } from "../facts/facts.ts";
import type { ConsignmentCheck } from "./check.ts";
import type { Consignment, Tolerances } from "./consignment.ts";
import { type ConsignmentFindingCode, type Judgement, judgement } from "./finding.ts";
import { type ConsignmentPaper, type PaperSort, sortOf } from "./paper.ts";

/** What two statements of a fact are to each other; undefined where they cannot be compared. */
export type Agreement = "agree" | "differ" | undefined;

/** A row of the table of comparisons: facts that papers must agree on. */
export interface FactComparison {
  readonly name: string;
  readonly title: string;
  readonly code: ConsignmentFindingCode;
  /** The first is the fact that a paper must state to take part. */
  readonly facts: readonly [keyof Facts, ...(keyof Facts)[]];
  /** Papers of one leg, of the whole consignment, or of a leg and one sort. */
  readonly among: "leg" | "consignment";
  /** The sorts that take part; every one when absent. */
  readonly sorts?: readonly PaperSort[];
  readonly disagreement: string;
  compare(one: Facts, other: Facts, tolerances: Tolerances): Agreement;
}

/** Papers that state the same. */
interface Claim {
  readonly facts: Facts;
  readonly papers: readonly ConsignmentPaper[];
}

/**
 * The check that a comparison makes. Papers that state the same stand together, so that a finding names all of them, and
 * as many comparisons are made as there are different statements, not pairs of papers.
 */
export const comparing = (comparison: FactComparison): ConsignmentCheck => ({
  name: comparison.name,
  title: comparison.title,
  judge: (consignment) =>
    groupsOf(comparison, consignment).flatMap((papers) => judgeGroup(comparison, papers, consignment)),
});

const groupsOf = ({ among }: FactComparison, { legs, current }: Consignment): (readonly ConsignmentPaper[])[] =>
  among === "leg" ? legs.map(({ papers }) => papers) : [current];

function judgeGroup(
  row: FactComparison,
  papers: readonly ConsignmentPaper[],
  { tolerances }: Consignment,
): Judgement[] {
  const meant = papers.filter(({ kind }) => row.sorts?.includes(sortOf(kind)) ?? true);
  const stating = meant.filter(({ facts }) => facts?.[row.facts[0]] !== undefined);
  const unread = meant.filter(({ facts }) => facts === undefined);
  if (stating.length + unread.length < 2) return [];
  const claims = claimsOf(row, stating);
  const found = pairsOf(claims).flatMap(([one, other]) => {
    const agreement = row.compare(one.facts, other.facts, tolerances);
    if (agreement === "agree") return [];
    const both = [...one.papers, ...other.papers];
    return agreement === "differ"
      ? [judgement("invalid", row.code, row.disagreement, both, row.facts)]
      : [judgement("unknown", "FACTS_NOT_COMPARED", "What the papers state cannot be compared.", both, row.facts)];
  });
  if (stating.length > 1 && found.length === 0)
    found.push(judgement("valid", "FACTS_AGREE", "The papers agree.", stating, row.facts));
  if (unread.length > 0)
    found.push(
      judgement(
        "unknown",
        "FACTS_NOT_COMPARED",
        "Papers that cannot be read here were not compared.",
        unread,
        row.facts,
      ),
    );
  return found;
}

function claimsOf({ facts: names }: FactComparison, papers: readonly ConsignmentPaper[]): Claim[] {
  const same = Map.groupBy(papers, ({ facts }) =>
    canonicalize(names.map((name) => (facts?.[name] ?? null) as unknown as Json)),
  );
  return [...same.values()].map((group) => ({ facts: (group[0] as ConsignmentPaper).facts as Facts, papers: group }));
}

const pairsOf = <T>(items: readonly T[]): (readonly [T, T])[] =>
  items.flatMap((one, at) => items.slice(at + 1).map((other) => [one, other] as const));
