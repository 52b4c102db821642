import { componentOf, type Segment } from "../../edifact/interchange.ts";

/** What a segment speaks of: the part of a message that it stands in. */
export type Level =
  | "header"
  | "transport"
  | "party"
  | "terms"
  | "consignment"
  | "status"
  | "goods"
  | "placement"
  | "equipment"
  | "slot";

/** One segment of a message and where it stands. */
export interface Line {
  readonly segment: Segment;
  readonly level: Level;
  /** Number of the part that it stands in: one goods item, one piece of equipment … */
  readonly part: number;
  /** The level that a party or a leg belongs to. */
  readonly within: Level;
  /** TDT of the leg that it stands in. */
  readonly leg: Segment | undefined;
  /** The segment that a date or a seal behind it speaks of; itself for any other. */
  readonly subject: Segment;
}

/** The lines of a message that have a tag. */
export type LinesOf = (tag: string) => readonly Line[];

/** Levels whose places, dates and references are those of the paper, not of a party, a term, or one container. */
export const OF_PAPER: readonly Level[] = ["header", "transport", "consignment", "goods", "status"];

/** Segments that begin a part of a message. */
const STARTS: Readonly<Record<string, Level>> = {
  TDT: "transport",
  NAD: "party",
  TOD: "terms",
  CNI: "consignment",
  STS: "status",
  GID: "goods",
  CST: "goods",
  LIN: "goods",
  SGP: "placement",
  EQD: "equipment",
};
/** Of these, those that begin none before the detail section of a message that has one. */
const DETAIL: readonly string[] = ["CST", "EQD"];
/** Levels that hang on the one before. */
const HANGING: readonly Level[] = ["party", "transport"];
const ATTRIBUTES: readonly string[] = ["DTM", "SEL"];
/** LOC 3227: a slot of a stowage plan. */
const STOWAGE = "147";

/**
 * The segments of a message with where they stand. In a message with a detail section (UNS+D) what stands before it
 * belongs to the header; what stands in the summary does in all.
 */
export function linesOf(segments: readonly Segment[], hasDetailSection: boolean): Line[] {
  let at: Omit<Line, "segment"> | undefined;
  let isDetail = !hasDetailSection;
  return segments.map((segment) => {
    if (segment.tag === "UNS") isDetail = componentOf(segment, 0) === "D";
    at = placeOf(segment, segment.tag === "UNS" ? "header" : startedBy(segment, isDetail), at);
    return { segment, ...at };
  });
}

type Place = Omit<Line, "segment">;

function placeOf(segment: Segment, started: Level | undefined, before: Place | undefined): Place {
  const subject = before && ATTRIBUTES.includes(segment.tag) ? before.subject : segment;
  if (!before) return { level: started ?? "header", part: 0, within: "header", leg: undefined, subject };
  if (started === undefined) return { ...before, subject };
  return {
    level: started,
    part: before.part + 1,
    within: HANGING.includes(before.level) ? before.within : before.level,
    leg: started === "transport" ? segment : undefined,
    subject,
  };
}

function startedBy(segment: Segment, isDetail: boolean): Level | undefined {
  const { tag } = segment;
  if (tag === "LOC") return componentOf(segment, 0) === STOWAGE ? "slot" : undefined;
  if (!Object.hasOwn(STARTS, tag) || (!isDetail && DETAIL.includes(tag))) return undefined;
  return STARTS[tag];
}
