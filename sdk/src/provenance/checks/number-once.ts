import { fold } from "../agree.ts";
import type { ConsignmentCheck } from "../check.ts";
import { judgement } from "../finding.ts";
import type { ConsignmentPaper } from "../paper.ts";

/** What is alike for papers of one kind and number: by the tag, else by the number; undefined where neither is known. */
const keyOf = ({ kind, referenceTag, facts }: ConsignmentPaper): string | undefined => {
  if (referenceTag !== undefined) return `${kind} ${referenceTag}`;
  return facts?.documentNumber === undefined ? undefined : `${kind} ${fold(facts.documentNumber)}`;
};

/** Two papers of one kind that stand at once have two numbers, whoever issued them, for whichever consignment. */
export const numberOnce: ConsignmentCheck = {
  name: "numberOnce",
  title: "No number was issued twice",
  judge: ({ current, elsewhere }) => {
    const named = [...current, ...elsewhere].filter((paper) => keyOf(paper) !== undefined);
    const byNumber = [...Map.groupBy(named, keyOf).values()];
    const twice = byNumber.filter((papers) => papers.length > 1);
    if (named.length > 0 && twice.length === 0)
      return [judgement("valid", "FACTS_AGREE", "Every paper has a number of its own.", named, ["documentNumber"])];
    return twice.map((papers) =>
      judgement("invalid", "NUMBER_ISSUED_TWICE", "Papers of one kind that both stand have one number.", papers, [
        "documentNumber",
      ]),
    );
  },
};
