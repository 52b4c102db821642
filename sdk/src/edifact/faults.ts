/** What can be amiss in an interchange. A code never changes its meaning; docs/errors.md explains each. */
export type EdifactFaultCode =
  | "EDIFACT_UNZ_MISSING"
  | "EDIFACT_UNZ_COUNT"
  | "EDIFACT_UNZ_REFERENCE"
  | "EDIFACT_UNG_MISSING"
  | "EDIFACT_UNE_MISSING"
  | "EDIFACT_UNE_COUNT"
  | "EDIFACT_UNE_REFERENCE"
  | "EDIFACT_UNH_MISSING"
  | "EDIFACT_UNT_MISSING"
  | "EDIFACT_UNT_COUNT"
  | "EDIFACT_UNT_REFERENCE"
  | "EDIFACT_REFERENCE_REPEATED"
  | "EDIFACT_SEGMENT_OUTSIDE"
  | "EDIFACT_GROUPS_MIXED"
  | "EDIFACT_INTERCHANGE_EMPTY"
  | "EDIFACT_DATA_AFTER_UNZ"
  | "EDIFACT_UNA_INVALID"
  | "EDIFACT_CHARSET_UNKNOWN"
  | "EDIFACT_CHARSET_DOUBTFUL"
  | "EDIFACT_CHARACTER_INVALID"
  | "EDIFACT_LINE_BREAK"
  | "EDIFACT_RELEASE_TRUNCATED"
  | "EDIFACT_TAG_INVALID"
  | "EDIFACT_UNTERMINATED";

interface Fault {
  /** Data element 0085 of CONTRL (ISO 9735-4): the syntax error that an answer states; empty for a doubt, which it does not. */
  readonly syntaxError: string;
  /** What an answer rejects for it; `message` is the message that it shows in, and the whole where that is none. */
  readonly rejects: "whole" | "group" | "message";
  readonly message: string;
}

const ofWhole = (syntaxError: string, message: string): Fault => ({ syntaxError, rejects: "whole", message });
const ofGroup = (syntaxError: string, message: string): Fault => ({ syntaxError, rejects: "group", message });
const ofMessage = (syntaxError: string, message: string): Fault => ({ syntaxError, rejects: "message", message });

/** Every fault of an interchange, which is read all the same. To add one, add a row and its code. */
export const EDIFACT_FAULTS: Readonly<Record<EdifactFaultCode, Fault>> = {
  EDIFACT_UNZ_MISSING: ofWhole("13", "The interchange does not end with UNZ."),
  EDIFACT_UNZ_COUNT: ofWhole("29", "UNZ counts other than there are groups or messages."),
  EDIFACT_UNZ_REFERENCE: ofWhole("28", "The references of UNB and UNZ differ."),
  EDIFACT_UNG_MISSING: ofMessage("13", "A group ends that did not begin."),
  EDIFACT_UNE_MISSING: ofGroup("13", "A group does not end with UNE."),
  EDIFACT_UNE_COUNT: ofGroup("29", "UNE counts other than there are messages."),
  EDIFACT_UNE_REFERENCE: ofGroup("28", "The references of UNG and UNE differ."),
  EDIFACT_UNH_MISSING: ofMessage("13", "A message ends that did not begin."),
  EDIFACT_UNT_MISSING: ofMessage("13", "A message does not end with UNT."),
  EDIFACT_UNT_COUNT: ofMessage("29", "UNT counts other than there are segments."),
  EDIFACT_UNT_REFERENCE: ofMessage("28", "The references of UNH and UNT differ."),
  EDIFACT_REFERENCE_REPEATED: ofMessage("26", "Two messages have one reference."),
  EDIFACT_SEGMENT_OUTSIDE: ofMessage("33", "A segment stands outside of any message."),
  EDIFACT_GROUPS_MIXED: ofMessage("30", "Messages stand beside groups."),
  EDIFACT_INTERCHANGE_EMPTY: ofWhole("32", "The interchange holds no message."),
  EDIFACT_DATA_AFTER_UNZ: ofWhole("33", "Something stands after UNZ."),
  EDIFACT_UNA_INVALID: ofWhole("22", "UNA gives one character two meanings, or a letter, a digit or a blank one."),
  EDIFACT_CHARSET_UNKNOWN: ofWhole("46", "UNB states a character repertoire that is not known here."),
  EDIFACT_CHARSET_DOUBTFUL: ofWhole("", "The bytes are UTF-8, but UNB states another character repertoire."),
  EDIFACT_CHARACTER_INVALID: ofMessage("21", "Characters are not of the repertoire that UNB states."),
  EDIFACT_LINE_BREAK: ofMessage("21", "Lines break within segments."),
  EDIFACT_RELEASE_TRUNCATED: ofMessage("21", "The last character is a release character that releases nothing."),
  EDIFACT_TAG_INVALID: ofMessage("21", "A segment's tag is not three letters or digits."),
  EDIFACT_UNTERMINATED: ofMessage("13", "The last segment is not terminated."),
};

/** A fault that an interchange has. */
export interface EdifactFinding {
  readonly code: EdifactFaultCode;
  /** A sentence for people. Content of the interchange is never in it. */
  readonly message: string;
  /** Number of the segment it is about, from 0; none where it is about the whole. */
  readonly segment?: number;
}

/** A finding of a code; what is counted stands behind its sentence. */
export function edifactFinding(code: EdifactFaultCode, segment?: number, counts?: string): EdifactFinding {
  const { message } = EDIFACT_FAULTS[code];
  return {
    code,
    message: counts === undefined ? message : `${message} ${counts}`,
    ...(segment !== undefined && { segment }),
  };
}
