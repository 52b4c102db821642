import { componentOf, type Element, type Interchange, type Segment } from "./interchange.ts";
import { messagesOf } from "./messages.ts";
import { REPERTOIRES } from "./repertoires.ts";
import { DEFAULT_REPETITION, DEFAULT_SERVICE, unaOf } from "./service-characters.ts";

/** What an answer needs beside what it says. */
export interface AnswerInput {
  /** 0020 of the answer's interchange, unique to the sender, at most 14 characters. */
  readonly controlReference: string;
  /** When it is made: ISO 8601, UTC, as `2026-03-01T12:00:00Z`. */
  readonly answeredAt: string;
}

/** A segment of its tag and elements; an element that is a text is one component. */
export const segmentOf = (tag: string, ...elements: readonly (string | Element)[]): Segment => ({
  tag,
  elements: withoutEmptyEnd(
    elements.map((element) => (typeof element === "string" ? [element] : withoutEmptyTail(element))),
  ),
});

const withoutEmptyTail = (components: Element): Element =>
  components.slice(0, Math.max(1, components.findLastIndex((component) => component !== "") + 1));

const withoutEmptyEnd = (elements: readonly Element[]): readonly Element[] =>
  elements.slice(0, elements.findLastIndex((element) => element.some((component) => component !== "")) + 1);

/** Places of the elements of UNB. */
export const UNB = { syntax: 0, sender: 1, recipient: 2, reference: 4, test: 10 } as const;

/**
 * An interchange with one message, from the recipient of another to its sender: of its repertoire and syntax version where
 * those are known, and a test where that is one.
 * @param type S009 of UNH, such as `["CONTRL", "D", "3", "UN"]`.
 */
export function answerTo(
  { level, syntaxVersion, segments: [unb] }: Interchange,
  { type, segments }: { type: Element; segments: readonly Segment[] },
  { controlReference, answeredAt }: AnswerInput,
): Interchange {
  const version = /^[1-4]$/.test(syntaxVersion) ? syntaxVersion : "3";
  const repertoire = Object.hasOwn(REPERTOIRES, level) ? level : "UNOC";
  const service = { ...DEFAULT_SERVICE, repetition: version === "4" ? DEFAULT_REPETITION : "" };
  const [year, month, day, hour, minute] = answeredAt.match(/\d+/g) ?? [];
  const date = `${version === "4" ? year : year?.slice(2)}${month}${day}`;
  const head = [
    [repertoire, version],
    elementOf(unb, UNB.recipient),
    elementOf(unb, UNB.sender),
    [date, `${hour}${minute}`],
  ];
  const test = ["", "", "", "", "", componentOf(unb, UNB.test)];
  const all = [
    segmentOf("UNB", ...head, controlReference, ...test),
    segmentOf("UNH", "1", type),
    ...segments,
    segmentOf("UNT", String(segments.length + 2), "1"),
    segmentOf("UNZ", "1", controlReference),
  ];
  return {
    ...{ service, una: unaOf(service), level: repertoire, syntaxVersion: version },
    ...{ segments: all, messages: messagesOf(all), findings: [] },
  };
}

/** An element as it stands, without line breaks. */
export const elementOf = (segment: Segment | undefined, element: number): Element =>
  segment?.elements[element]?.map((_, component) => componentOf(segment, element, component)) ?? [""];
