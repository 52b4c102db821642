import { type AnswerInput, answerTo, elementOf, segmentOf, UNB } from "./answer.ts";
import { EDIFACT_FAULTS, type EdifactFinding } from "./faults.ts";
import { componentOf, type Interchange, type Message, type Segment } from "./interchange.ts";

/** 0083, action. */
const REJECTED = "4";
const ACKNOWLEDGED = "7";

/** 0096 and 0098 count from 1, and the first place in a segment is its tag. */
const FIRST = 1;
const BEHIND_TAG = 2;

export interface ContrlInput extends AnswerInput {
  /** 0085, an error that the whole is rejected for whatever was found, such as 7: not for this recipient. */
  readonly rejectFor?: string;
}

/**
 * The syntax and service report (CONTRL D.3, or 4.1 for syntax version 4; ISO 9735-4) that answers an interchange: it
 * acknowledges it, or rejects it, its groups or messages for the faults found. Whoever lets a fault pass leaves it out.
 */
export function contrlFor(interchange: Interchange, found: readonly EdifactFinding[], input: ContrlInput): Interchange {
  const findings = found.filter(({ code }) => EDIFACT_FAULTS[code].syntaxError !== "");
  const ofWhole = findings.filter((finding) => levelOf(interchange, finding) === "whole");
  const isRejected = ofWhole.length > 0 || input.rejectFor !== undefined;
  const uci = interchangeResponse(interchange, ofWhole[0], input.rejectFor);
  const type = Number(interchange.syntaxVersion) >= 4 ? ["CONTRL", "4", "1", "UN"] : ["CONTRL", "D", "3", "UN"];
  const segments = isRejected ? [uci] : [uci, ...responsesBelow(interchange, findings)];
  return answerTo(interchange, { type, segments }, input);
}

/** Which segment of the answer speaks of a fault: UCI, UCF or UCM. */
function levelOf({ messages }: Interchange, { code, segment = -1 }: EdifactFinding): "whole" | "group" | "message" {
  const { rejects } = EDIFACT_FAULTS[code];
  return rejects !== "message" || messages.some((message) => holds(message, segment)) ? rejects : "whole";
}

function interchangeResponse(
  { segments: [unb] }: Interchange,
  fault: EdifactFinding | undefined,
  rejectFor: string | undefined,
): Segment {
  const head = [componentOf(unb, UNB.reference), elementOf(unb, UNB.sender), elementOf(unb, UNB.recipient)];
  if (rejectFor !== undefined) return segmentOf("UCI", ...head, REJECTED, rejectFor);
  return segmentOf("UCI", ...head, ...verdictOf(fault));
}

/** 0083, 0085, 0135 and S011: the action and, for a fault, its error, the service segment and the element in it. */
function verdictOf(fault: EdifactFinding | undefined): (string | string[])[] {
  if (!fault) return [ACKNOWLEDGED];
  const [, tag = "", what = ""] = /^EDIFACT_(UN[A-Z])_(\w+)$/.exec(fault.code) ?? SERVICE_FAULTS[fault.code] ?? [];
  return [REJECTED, EDIFACT_FAULTS[fault.code].syntaxError, tag, ELEMENTS[what] ?? ""];
}

/** Service segment and element of faults whose codes do not name them. */
const SERVICE_FAULTS: Readonly<Partial<Record<string, readonly [string, string, string]>>> = {
  EDIFACT_CHARSET_UNKNOWN: ["", "UNB", "SYNTAX"],
  EDIFACT_REFERENCE_REPEATED: ["", "UNH", "FIRST"],
  EDIFACT_DATA_AFTER_UNZ: ["", "UNZ", ""],
};
const ELEMENTS: Readonly<Record<string, string[]>> = {
  COUNT: [String(BEHIND_TAG)],
  FIRST: [String(BEHIND_TAG)],
  SYNTAX: [String(BEHIND_TAG), "1"],
  REFERENCE: [String(BEHIND_TAG + 1)],
};

interface FaultyMessage {
  readonly message: Message;
  readonly faults: readonly EdifactFinding[];
}

/** Responses to messages that are rejected, each behind the response to its group where it stands in one. */
function responsesBelow(interchange: Interchange, findings: readonly EdifactFinding[]): Segment[] {
  const ofMessages = findings.filter((finding) => levelOf(interchange, finding) === "message");
  const faulty = interchange.messages
    .map((message) => ({ message, faults: ofMessages.filter(({ segment = -1 }) => holds(message, segment)) }))
    .filter(({ faults }) => faults.length > 0);
  const groups = groupsOf(interchange.segments);
  const loose = faulty.filter(({ message }) => !groups.some((group) => holds(group, message.first)));
  const grouped = groups.flatMap((group) => {
    const fault = findings.find(
      (finding) => levelOf(interchange, finding) === "group" && holds(group, finding.segment ?? -1),
    );
    const inside = fault ? [] : faulty.filter(({ message }) => holds(group, message.first));
    return fault || inside.length > 0 ? [groupResponse(group.ung, fault), ...responses(interchange, inside)] : [];
  });
  return [...responses(interchange, loose), ...grouped];
}

interface Group {
  readonly ung: Segment;
  readonly first: number;
  readonly end: number;
}

const holds = ({ first, end }: Omit<Group, "ung">, place: number): boolean => place >= first && place < end;

/** From each UNG to behind the UNE that ends it, or to the next UNG. */
function groupsOf(segments: readonly Segment[]): Group[] {
  const groups: Group[] = [];
  let open: { ung: Segment; first: number } | undefined;
  const close = (end: number): void => {
    if (open) groups.push({ ...open, end });
    open = undefined;
  };
  for (const [place, segment] of segments.entries()) {
    if (segment.tag === "UNE") close(place + 1);
    if (segment.tag !== "UNG") continue;
    close(place);
    open = { ung: segment, first: place };
  }
  close(segments.length);
  return groups;
}

const groupResponse = (ung: Segment, fault: EdifactFinding | undefined): Segment =>
  segmentOf(
    "UCF",
    componentOf(ung, UNB.reference),
    elementOf(ung, UNB.sender),
    elementOf(ung, UNB.recipient),
    ...verdictOf(fault),
  );

const responses = (interchange: Interchange, faulty: readonly FaultyMessage[]): Segment[] =>
  faulty.flatMap(({ message, faults }) => {
    const unh = interchange.segments[message.first];
    const ofEnds = faults.find(({ code }) => /^EDIFACT_(?:UN[A-Z]|REFERENCE)_/.test(code));
    const verdict = ofEnds ? verdictOf(ofEnds) : [REJECTED];
    const ucm = segmentOf("UCM", message.reference, elementOf(unh, 1).slice(0, 5), ...verdict);
    const within = faults.filter((fault) => fault !== ofEnds && fault.segment !== undefined);
    return [ucm, ...within.flatMap((fault) => segmentResponse(interchange, message, fault))];
  });

/** UCS: the place of a segment in its message and what is wrong in it, by UCD where that is one element's. */
function segmentResponse(
  { segments }: Interchange,
  { first }: Message,
  { code, segment = first }: EdifactFinding,
): Segment[] {
  const place = String(segment - first + FIRST);
  const error = EDIFACT_FAULTS[code].syntaxError;
  const element = code === "EDIFACT_LINE_BREAK" ? brokenElement(segments[segment]) : undefined;
  if (!element) return [segmentOf("UCS", place, error)];
  return [segmentOf("UCS", place), segmentOf("UCD", error, element)];
}

/** S011: the first component of a segment in which a line breaks. */
function brokenElement(segment: Segment | undefined): string[] | undefined {
  const isBroken = (component: string): boolean => /[\r\n]/.test(component);
  const element = segment?.elements.findIndex((components) => components.some(isBroken)) ?? -1;
  const component = segment?.elements[element]?.findIndex(isBroken) ?? -1;
  return element < 0 ? undefined : [String(element + BEHIND_TAG), String(component + 1)];
}
