import { type AnswerInput, answerTo, segmentOf } from "./answer.ts";
import { componentOf, type Element, type Interchange, type Message, type Segment, segmentsOf } from "./interchange.ts";

/** What customs decides of a declaration: the indicator (7365) and the response (4343, 1225) that say so. To add one, add a row. */
export const DECISIONS = {
  accepted: { indicator: "1", response: "AP" },
  rejected: { indicator: "2", response: "RE" },
  released: { indicator: "4", response: "AP" },
  "examination-required": { indicator: "5", response: "AP" },
  "documents-required": { indicator: "6", response: "AP" },
  detained: { indicator: "7", response: "AP" },
} as const;

export type Decision = keyof typeof DECISIONS;

/** One reason of a rejection. */
export interface DeclarationError {
  /** 9321, application error code, of the customs administration's own list. */
  readonly code: string;
  /** 1049: which section of the declaration, and 1052: the number of the item in it. The whole where none is stated. */
  readonly section?: "heading" | "detail" | "summary";
  readonly item?: number;
  /** What is wrong, for people. */
  readonly text?: string;
}

export interface DeclarationOutcome {
  readonly decision: Decision;
  /** Movement reference number that customs gave it. */
  readonly mrn?: string;
  readonly errors?: readonly DeclarationError[];
}

export interface CusresInput extends AnswerInput {
  /** Place of the declaration among the messages of the interchange; the first by default. */
  readonly messagePlace?: number;
}

/** 1001: general, and error response of customs. 1225: response. */
const GENERAL_RESPONSE = "961";
const ERROR_RESPONSE = "963";
const IS_RESPONSE = "11";
const SECTIONS = { heading: "1", detail: "2", summary: "3" } as const;
/** 4451: error description. C108 has five texts of 70 characters. */
const ERROR_DESCRIPTION = "AAO";
const TEXT_LENGTH = 70;
const TEXTS = 5;
/** The message has room for so many. */
const MAX_TEXTS = 5;
const MAX_ERRORS = 50;

/**
 * The customs response (CUSRES D.95B) to a declaration: what was decided, the movement reference number, and what it was
 * rejected for, at most 50 reasons and 5 of their texts.
 */
export function cusresFor(interchange: Interchange, outcome: DeclarationOutcome, input: CusresInput): Interchange {
  const message = interchange.messages[input.messagePlace ?? 0];
  const number = message ? documentNumberOf(interchange, message) : "";
  const { indicator, response } = DECISIONS[outcome.decision];
  const errors = outcome.errors ?? [];
  const name = outcome.decision === "rejected" ? ERROR_RESPONSE : GENERAL_RESPONSE;
  const segments = [
    segmentOf("BGM", name, number, IS_RESPONSE, response),
    segmentOf("DTM", ["137", input.answeredAt.replace(/\D/g, "").slice(0, 12), "203"]),
    segmentOf("GIS", indicator),
    ...errors
      .filter(({ text }) => text)
      .slice(0, MAX_TEXTS)
      .map(({ text = "" }) => segmentOf("FTX", ERROR_DESCRIPTION, "", "", textsOf(text))),
    ...errors.slice(0, MAX_ERRORS).flatMap(errorSegments),
    ...referencesOf(outcome, number, message),
  ];
  return answerTo(interchange, { type: ["CUSRES", "D", "95B", "UN"], segments }, input);
}

/** 1004 of BGM of a message. */
function documentNumberOf(interchange: Interchange, message: Message): string {
  const bgm = segmentsOf(interchange, message).find(({ tag }) => tag === "BGM");
  return componentOf(bgm, 1);
}

const errorSegments = ({ code, section, item }: DeclarationError): Segment[] => [
  segmentOf("ERP", [section ? SECTIONS[section] : "", item === undefined ? "" : String(item)]),
  segmentOf("ERC", code),
];

const textsOf = (text: string): Element =>
  Array.from({ length: TEXTS }, (_, i) => text.slice(i * TEXT_LENGTH, (i + 1) * TEXT_LENGTH));

/** RFF: the customs declaration number, and the previous message, by its document's number or, without one, its own. */
function referencesOf({ mrn }: DeclarationOutcome, number: string, message: Message | undefined): Segment[] {
  const previous = segmentOf("RFF", ["ACW", number || (message?.reference ?? "")]);
  return mrn === undefined ? [previous] : [segmentOf("RFF", ["ABT", mrn]), previous];
}
