import { kindByName } from "../../kinds/kinds.ts";
import { fold } from "../agree.ts";
import type { ConsignmentCheck } from "../check.ts";
import type { Leg } from "../consignment.ts";
import { type Judgement, judgement } from "../finding.ts";
import type { ConsignmentPaper } from "../paper.ts";

/** Where a paper names others by number, one of that number is in its leg, if the leg has papers of that kind at all. */
export const referencesMet: ConsignmentCheck = {
  name: "referencesMet",
  title: "Papers that are named by number are the ones that are there",
  judge: ({ legs }) => legs.flatMap((leg) => leg.papers.flatMap((paper) => judgePaper(paper, leg))),
};

function judgePaper(paper: ConsignmentPaper, { papers }: Leg): Judgement[] {
  const byType = Map.groupBy(paper.facts?.relatedDocuments ?? [], ({ type }) => codeOf(type));
  return [...byType].flatMap(([code, named]) => {
    const there = papers.filter(
      (other) =>
        other !== paper && other.facts?.documentNumber !== undefined && kindByName(other.kind).unece1001 === code,
    );
    if (there.length === 0) return [];
    const isMet = there.some(({ facts }) =>
      named.some(({ number }) => isSameNumber(number, facts?.documentNumber ?? "")),
    );
    const facts = ["relatedDocuments", "documentNumber"] as const;
    return isMet
      ? [
          judgement(
            "valid",
            "FACTS_AGREE",
            "The paper names the number of one that is there.",
            [paper, ...there],
            facts,
          ),
        ]
      : [
          judgement(
            "invalid",
            "REFERENCE_NOT_MET",
            "The paper names another number than the papers of that kind have.",
            [paper, ...there],
            facts,
          ),
        ];
  });
}

/** The UN/CEFACT 1001 code in a customs document type, such as `N705`. */
const codeOf = (type: string): string => /\d{3}$/.exec(type)?.[0] ?? type;
const isSameNumber = (one: string, other: string): boolean =>
  fold(one).replaceAll(" ", "") === fold(other).replaceAll(" ", "");
