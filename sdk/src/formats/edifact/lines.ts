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

/** Lines by the qualifier that their segment begins with. */
export function byQualifier(lines: readonly Line[]): (qualifier: string) => readonly Line[] {
  const grouped = Map.groupBy(lines, ({ segment }) => componentOf(segment, 0));
  return (qualifier) => grouped.get(qualifier) ?? [];
}

/** The lines of a message that have a tag. */
export type LinesOf = (tag: string) => readonly Line[];

/** Levels whose places, dates and references are those of the paper, not of a party, a term, or one container. */
export const OF_PAPER: readonly Level[] = ["header", "transport", "consignment", "goods", "status"];

/** Segments that begin a part of a message. */
const STARTS: Readonly<Record<string, Level>> = {
  BGM: "header",
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
 * The segments of messages with where they stand. In a message with a detail section (UNS+D) what stands before it belongs to
 * the header; what stands in the summary does in all.
 */
export function linesOf(segments: readonly Segment[]): Line[] {
  let before: Line | undefined;
  let isDetail = !segments.some(beginsDetail);
  return segments.map((segment) => {
    const isSection = segment.tag === "UNS";
    if (isSection) isDetail = beginsDetail(segment);
    before = lineOf(segment, isSection ? "header" : startedBy(segment, isDetail), before);
    return before;
  });
}

function lineOf(segment: Segment, started: Level | undefined, before: Line | undefined): Line {
  const subject = before && ATTRIBUTES.includes(segment.tag) ? before.subject : segment;
  if (!before) return { segment, level: started ?? "header", part: 0, within: "header", leg: undefined, subject };
  if (started === undefined) {
    const { level, part, within, leg } = before;
    return { segment, level, part, within, leg, subject };
  }
  const within = HANGING.includes(before.level) ? before.within : before.level;
  const leg = started === "transport" ? segment : undefined;
  return { segment, level: started, part: before.part + 1, within, leg, subject };
}

const beginsDetail = (segment: Segment): boolean => segment.tag === "UNS" && componentOf(segment, 0) === "D";

function startedBy(segment: Segment, isDetail: boolean): Level | undefined {
  const { tag } = segment;
  if (tag === "LOC") return componentOf(segment, 0) === STOWAGE ? "slot" : undefined;
  if (!Object.hasOwn(STARTS, tag) || (!isDetail && DETAIL.includes(tag))) return undefined;
  return STARTS[tag];
}
