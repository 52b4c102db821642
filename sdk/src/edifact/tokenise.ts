import { SdkError } from "../errors.ts";
import { type EdifactFaultCode, type EdifactFinding, edifactFinding } from "./faults.ts";
import { type Element, type Segment, unwrapped } from "./interchange.ts";
import { type ServiceCharacters, skipBlanks } from "./service-characters.ts";

/** Segments and components together; the stowage plan of the largest ship has less. */
export const MAX_PARTS = 2_097_152;

/** What a character means. */
const DATA = 0;
const COMPONENT = 1;
const REPETITION = 2;
const ELEMENT = 3;
const TERMINATOR = 4;
const RELEASE = 5;
const LINE_BREAK = 6;

/** The meaning of each of the first 256 characters; later rows take precedence, so that a line break may terminate. */
function meaningsOf({ component, element, repetition, release, terminator }: ServiceCharacters): Uint8Array {
  const meanings = new Uint8Array(256);
  const rows: [string, number][] = [
    ["\r", LINE_BREAK],
    ["\n", LINE_BREAK],
    [component, COMPONENT],
    [repetition, REPETITION],
    [release, RELEASE],
    [element, ELEMENT],
    [terminator, TERMINATOR],
  ];
  for (const [character, meaning] of rows) if (character !== "") meanings[character.charCodeAt(0)] = meaning;
  return meanings;
}

/**
 * The segments of a text from a place on, by one pass over its characters.
 * @throws SdkError EDIFACT_TOO_LARGE.
 */
export function tokenise(
  text: string,
  start: number,
  service: ServiceCharacters,
): { segments: Segment[]; findings: EdifactFinding[] } {
  const meanings = meaningsOf(service);
  const segments: Segment[] = [];
  const found = new Map<EdifactFaultCode, EdifactFinding>();
  const find = (code: EdifactFaultCode): void => {
    if (!found.has(code)) found.set(code, edifactFinding(code, segments.length));
  };
  let growing = nothing();
  let parts = 0;
  let from = skipBlanks(text, start);
  for (let place = from; place < text.length; place++) {
    const code = text.charCodeAt(place);
    const meaning = code < 256 ? (meanings[code] as number) : DATA;
    if (meaning === DATA) continue;
    if (meaning === LINE_BREAK) {
      find("EDIFACT_LINE_BREAK");
    } else if (meaning === RELEASE) {
      growing.held += text.slice(from, place);
      from = ++place;
      if (from === text.length) find("EDIFACT_RELEASE_TRUNCATED");
    } else if (growing.tag !== undefined || meaning >= ELEMENT) {
      if (++parts > MAX_PARTS) throw new SdkError("EDIFACT_TOO_LARGE", `There are more than ${MAX_PARTS} components.`);
      take(growing, text.slice(from, place), meaning);
      from = place + 1;
      if (meaning !== TERMINATOR) continue;
      segments.push(segmentOf(growing));
      growing = nothing();
      from = skipBlanks(text, from);
      place = from - 1;
    }
  }
  if (from < text.length || growing.held !== "" || growing.tag !== undefined) {
    find("EDIFACT_UNTERMINATED");
    take(growing, text.slice(from), TERMINATOR);
    segments.push(segmentOf(growing));
  }
  return { segments, findings: [...found.values()] };
}

/** A segment while it is read. */
interface Growing {
  tag: string | undefined;
  readonly elements: Element[];
  repeats: Record<string, Element[]> | undefined;
  /** The element that is read: its components but the last, and whether a repetition separator stands before it. */
  components: string[];
  isRepeat: boolean;
  /** What of the component is read before its last release character. */
  held: string;
}

const nothing = (): Growing => ({
  tag: undefined,
  elements: [],
  repeats: undefined,
  components: [],
  isRepeat: false,
  held: "",
});

/** Takes in the rest of a component, or of the tag, and the separator that ends it. */
function take(growing: Growing, rest: string, separator: number): void {
  const value = growing.held === "" ? rest : growing.held + rest;
  growing.held = "";
  if (growing.tag === undefined) {
    growing.tag = unwrapped(value);
    return;
  }
  growing.components.push(value);
  if (separator === COMPONENT) return;
  if (growing.isRepeat) repeatsOf(growing).push(growing.components);
  else growing.elements.push(growing.components);
  growing.components = [];
  growing.isRepeat = separator === REPETITION;
}

/** The repetitions of the element that was taken last. */
function repeatsOf(growing: Growing): Element[] {
  growing.repeats ??= {};
  const place = growing.elements.length - 1;
  growing.repeats[place] ??= [];
  return growing.repeats[place];
}

const segmentOf = ({ tag = "", elements, repeats }: Growing): Segment =>
  repeats === undefined ? { tag, elements } : { tag, elements, repeats };
