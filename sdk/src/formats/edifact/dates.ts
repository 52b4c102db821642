import { componentOf, type Segment } from "../../edifact/interchange.ts";
import type { StatedFacts } from "../../facts/validate.ts";
import { type DateTime, dateTimeOf } from "./date-times.ts";
import { type Line, type LinesOf, OF_PAPER } from "./lines.ts";
import { stated } from "./lists.ts";
import type { MessageRow } from "./message-row.ts";
import { DATES } from "./qualifiers.ts";

/** Segments that name another paper, whose date follows. */
const OTHER_PAPERS: readonly string[] = ["RFF", "DOC"];
/** 3227 of the places whose dates are those of the fact, where each place has dates of its own. */
const OWN_PLACES: Readonly<Record<string, readonly string[]>> = {
  departureDate: ["5", "9"],
  arrivalDate: ["8", "11", "12", "60"],
};

/** When a paper is issued and goods move (DTM): of each fact the first qualifier that is stated, where it is first stated. */
export function dateFacts(of: LinesOf, { issueDates, hasDatedPlaces }: MessageRow): StatedFacts {
  const dates = of("DTM").filter(
    ({ level, subject }) => OF_PAPER.includes(level) && !OTHER_PAPERS.includes(subject.tag),
  );
  const isOf = ({ subject }: Line, places: readonly string[]): boolean =>
    !hasDatedPlaces || subject.tag !== "LOC" || places.includes(componentOf(subject, 0));
  const first = (qualifiers: readonly string[], places: readonly string[] = []): string | undefined => {
    const ofFact = dates.filter((line) => isOf(line, places)).map(({ segment }) => segment);
    const inOrder = qualifiers.flatMap((one) => ofFact.filter((dtm) => componentOf(dtm, 0) === one));
    return inOrder.map(dateIn).find((date) => date !== undefined);
  };
  const facts = Object.entries(DATES).map(([fact, qualifiers]) => [fact, first(qualifiers, OWN_PLACES[fact])]);
  return { issueDate: first(issueDates), ...Object.fromEntries(facts) };
}

/** The date that DTM states; as it stands when it is not of its format, so that it is found malformed. */
function dateIn(dtm: Segment): string | undefined {
  const read = dateTimeIn(dtm);
  return read ? read.date : stated(componentOf(dtm, 0, 1));
}

/** C507 of DTM. */
export const dateTimeIn = (dtm: Segment): DateTime | undefined =>
  dateTimeOf(componentOf(dtm, 0, 1).trim(), componentOf(dtm, 0, 2).trim());
