import { type EdifactFaultCode, type EdifactFinding, edifactFinding } from "./faults.ts";
import type { Interchange, Segment } from "./interchange.ts";

/** More are not listed: an interchange whose every message is faulty is told from 200 as well. */
const MAX_FINDINGS = 200;

interface Header {
  readonly segment: Segment;
  readonly place: number;
}

/** How far a walk over the segments has come. */
interface Walk {
  readonly segments: readonly Segment[];
  readonly findings: EdifactFinding[];
  unb: Segment | undefined;
  ung: Header | undefined;
  unh: Header | undefined;
  groups: number;
  /** Messages of the interchange, those of them that stand in no group, and those of the group. */
  messages: number;
  loose: number;
  inGroup: number;
  references: Set<string>;
  isAfterUnz: boolean;
  /** What was found last, and where. */
  run: { readonly code: EdifactFaultCode; readonly place: number } | undefined;
}

/**
 * What the envelope says wrong of what it holds (ISO 9735-1 §10): counts, references, beginnings and ends, at most 200.
 * References are compared character for character, line breaks included.
 */
export function envelopeFindings({ segments }: Interchange): EdifactFinding[] {
  const walk: Walk = {
    segments,
    findings: [],
    ...{ unb: undefined, ung: undefined, unh: undefined, run: undefined },
    ...{ groups: 0, messages: 0, loose: 0, inGroup: 0, references: new Set(), isAfterUnz: false },
  };
  for (const [place, segment] of segments.entries()) {
    const step = Object.hasOwn(STEPS, segment.tag) ? STEPS[segment.tag] : undefined;
    if (walk.isAfterUnz && segment.tag !== "UNB") find(walk, "EDIFACT_DATA_AFTER_UNZ", place);
    else if (step) step(walk, place, segment);
    else if (!walk.unh) find(walk, "EDIFACT_SEGMENT_OUTSIDE", place);
  }
  const last = segments.length - 1;
  if (!walk.isAfterUnz) {
    endGroup(walk);
    find(walk, "EDIFACT_UNZ_MISSING", last);
    findEmpty(walk, last);
  }
  return walk.findings;
}

/** What each segment of the envelope does. */
const STEPS: Readonly<Record<string, (walk: Walk, place: number, segment: Segment) => void>> = {
  UNB(walk, place, segment) {
    endGroup(walk);
    if (place > 0) find(walk, walk.isAfterUnz ? "EDIFACT_DATA_AFTER_UNZ" : "EDIFACT_UNZ_MISSING", place);
    Object.assign(walk, { unb: segment, groups: 0, messages: 0, loose: 0, isAfterUnz: false });
    walk.references.clear();
  },
  UNG(walk, place, segment) {
    endGroup(walk);
    if (walk.loose > 0) find(walk, "EDIFACT_GROUPS_MIXED", place);
    Object.assign(walk, { ung: { segment, place }, groups: walk.groups + 1, inGroup: 0 });
    walk.references.clear();
  },
  UNH(walk, place, segment) {
    endMessage(walk);
    walk.unh = { segment, place };
    walk.messages++;
    if (walk.ung) walk.inGroup++;
    else walk.loose++;
    if (!walk.ung && walk.groups > 0) find(walk, "EDIFACT_GROUPS_MIXED", place);
    const reference = rawOf(segment, 0);
    if (walk.references.has(reference)) find(walk, "EDIFACT_REFERENCE_REPEATED", place);
    walk.references.add(reference);
  },
  UNT(walk, place) {
    if (!walk.unh) return find(walk, "EDIFACT_UNH_MISSING", place);
    compareCount(walk, "EDIFACT_UNT_COUNT", place, place - walk.unh.place + 1);
    compareReference(walk, "EDIFACT_UNT_REFERENCE", place, rawOf(walk.unh.segment, 0));
    walk.unh = undefined;
  },
  UNE(walk, place) {
    endMessage(walk);
    if (!walk.ung) return find(walk, "EDIFACT_UNG_MISSING", place);
    compareCount(walk, "EDIFACT_UNE_COUNT", place, walk.inGroup);
    compareReference(walk, "EDIFACT_UNE_REFERENCE", place, rawOf(walk.ung.segment, UNG_REFERENCE));
    walk.ung = undefined;
  },
  UNZ(walk, place) {
    endGroup(walk);
    compareCount(walk, "EDIFACT_UNZ_COUNT", place, walk.groups > 0 ? walk.groups : walk.loose);
    compareReference(walk, "EDIFACT_UNZ_REFERENCE", place, rawOf(walk.unb, UNB_REFERENCE));
    findEmpty(walk, place);
    walk.isAfterUnz = true;
  },
};
/** Places of 0020 in UNB and of 0048 in UNG. */
const UNB_REFERENCE = 4;
const UNG_REFERENCE = 4;

function endMessage(walk: Walk): void {
  if (walk.unh) find(walk, "EDIFACT_UNT_MISSING", walk.unh.place);
  walk.unh = undefined;
}

function endGroup(walk: Walk): void {
  endMessage(walk);
  if (walk.ung) find(walk, "EDIFACT_UNE_MISSING", walk.ung.place);
  walk.ung = undefined;
}

function findEmpty(walk: Walk, place: number): void {
  if (walk.messages === 0) find(walk, "EDIFACT_INTERCHANGE_EMPTY", place);
}

/** Compares the count that a trailer states first with what was counted. */
function compareCount(walk: Walk, code: EdifactFaultCode, place: number, counted: number): void {
  const stated = rawOf(walk.segments[place], 0).trim();
  if (/^\d{1,9}$/.test(stated) && Number(stated) === counted) return;
  // What is no number is content, and stays out of the sentence.
  find(
    walk,
    code,
    place,
    /^\d{1,9}$/.test(stated) ? `It says ${stated}; there are ${counted}.` : `There are ${counted}.`,
  );
}

/** Compares the reference that a trailer states behind its count with the header's. */
function compareReference(walk: Walk, code: EdifactFaultCode, place: number, reference: string): void {
  if (rawOf(walk.segments[place], 1) !== reference) find(walk, code, place);
}

/** Adds a finding, once for a run of segments that share it. */
function find(walk: Walk, code: EdifactFaultCode, place: number, counts?: string): void {
  const isRun = walk.run?.code === code && walk.run.place === place - 1;
  walk.run = { code, place };
  if (!isRun && walk.findings.length < MAX_FINDINGS) walk.findings.push(edifactFinding(code, place, counts));
}

const rawOf = (segment: Segment | undefined, element: number): string => segment?.elements[element]?.[0] ?? "";
