import type { Facts } from "../../facts/facts.ts";
import type { ConsignmentCheck } from "../check.ts";
import { type Judgement, judgement } from "../finding.ts";
import type { ConsignmentPaper } from "../paper.ts";

type DateFact = "issueDate" | "expiryDate" | "loadingDate" | "departureDate" | "arrivalDate";

/** Dates of one paper or one leg, the first of which is never after the second. Days, so that time zones do not matter. */
const ORDER: readonly (readonly [before: DateFact, after: DateFact])[] = [
  ["issueDate", "expiryDate"],
  ["loadingDate", "departureDate"],
  ["loadingDate", "arrivalDate"],
  ["departureDate", "arrivalDate"],
];

/** A day's grace, since papers state dates of different time zones. */
const GRACE_DAYS = 1;

/** Nothing arrives before it leaves, and what is derived is not loaded before its source has arrived. */
export const datesInOrder: ConsignmentCheck = {
  name: "datesInOrder",
  title: "The dates are in a possible order",
  judge: ({ current, derivations }) => [
    ...current.flatMap(withinPaper),
    ...derivations.flatMap(({ source, derived }) => onTheWay(source, derived)),
  ],
};

function withinPaper(paper: ConsignmentPaper): Judgement[] {
  const stated = ORDER.filter((pair) => pair.every((name) => paper.facts?.[name] !== undefined));
  if (stated.length === 0) return [];
  const wrong = stated.filter(([before, after]) => isAfter(paper.facts?.[before], paper.facts?.[after]));
  if (wrong.length === 0) return [inOrder([paper], [...new Set(stated.flat())])];
  return wrong.map((pair) => outOfOrder([paper], pair));
}

/** The onward leg begins when the inbound one has ended; where no arrival is stated, not before it began. */
function onTheWay(source: ConsignmentPaper, derived: ConsignmentPaper): Judgement[] {
  const before = (["arrivalDate", "departureDate", "loadingDate"] as const).find((name) => source.facts?.[name]);
  const after = (["loadingDate", "departureDate"] as const).find((name) => derived.facts?.[name]);
  if (before === undefined || after === undefined) return [];
  const isWrong = isAfter(source.facts?.[before], derived.facts?.[after]);
  return [(isWrong ? outOfOrder : inOrder)([source, derived], [before, after])];
}

const inOrder = (papers: readonly ConsignmentPaper[], facts: readonly (keyof Facts)[]): Judgement =>
  judgement("valid", "FACTS_AGREE", "The dates are in a possible order.", papers, facts);

const outOfOrder = (papers: readonly ConsignmentPaper[], facts: readonly (keyof Facts)[]): Judgement =>
  judgement("invalid", "DATES_OUT_OF_ORDER", "A date lies after one that must follow it.", papers, facts);

/** Whether one day is after another by more than the grace. */
export const isAfter = (one = "", other = ""): boolean => daysOf(one) - daysOf(other) > GRACE_DAYS;

const DAY_MS = 86_400_000;
const daysOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
