import type { ConsignmentCheck } from "../check.ts";
import { type Judgement, judgement } from "../finding.ts";
import { type ConsignmentPaper, sortOf } from "../paper.ts";

const ENDS = ["portOfDischarge", "placeOfDelivery", "transshipmentPorts"] as const;
const STARTS = ["portOfLoading", "placeOfReceipt"] as const;

/** A bill that continues another begins where that one ended, or at a port that it names for transshipment. */
export const onwardLeg: ConsignmentCheck = {
  name: "onwardLeg",
  title: "Onward bills continue inbound ones",
  judge: ({ derivations }) =>
    derivations
      .filter(({ source, derived }) => sortOf(source.kind) === "bill" && sortOf(derived.kind) === "bill")
      .flatMap(({ source, derived }) => judgePair(source, derived)),
};

function judgePair(source: ConsignmentPaper, derived: ConsignmentPaper): Judgement[] {
  const ends = ENDS.flatMap((name) => source.facts?.[name] ?? []);
  const starts = STARTS.flatMap((name) => derived.facts?.[name] ?? []);
  const [papers, facts] = [
    [source, derived],
    [...ENDS, ...STARTS],
  ];
  if (ends.length === 0 || starts.length === 0)
    return [judgement("unknown", "FACTS_NOT_COMPARED", "The bills do not both state their ports.", papers, facts)];
  return [
    starts.some((start) => ends.includes(start))
      ? judgement("valid", "FACTS_AGREE", "The onward bill begins where the inbound one ends.", papers, facts)
      : judgement(
          "invalid",
          "ONWARD_LEG_NOT_CONTINUED",
          "The onward bill does not begin where the inbound one ends.",
          papers,
          facts,
        ),
  ];
}
