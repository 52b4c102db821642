import { SdkError } from "../errors.ts";
import { type EdifactFaultCode, type EdifactFinding, edifactFinding } from "./faults.ts";
import { type Element, type Segment, unwrapped } from "./interchange.ts";
import { type ServiceCharacters, skipBlanks } from "./service-characters.ts";

/** Segments and components together; the stowage plan of the largest ship has less. */
const MAX_PARTS = 2_097_152;

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
  const growing = growSegments(service);
  let parts = 0;
  let isReleased = false;
  let from = skipBlanks(text, start);
  for (let place = from; place < text.length; place++) {
    const code = text.charCodeAt(place);
    const meaning = code < 256 ? (meanings[code] as number) : DATA;
    if (meaning === DATA) continue;
    if (meaning === LINE_BREAK) {
      find("EDIFACT_LINE_BREAK");
    } else if (meaning === RELEASE) {
      isReleased = true;
      if (++place === text.length) find("EDIFACT_RELEASE_TRUNCATED");
    } else {
      if (++parts > MAX_PARTS) throw new SdkError("EDIFACT_TOO_LARGE", `There are more than ${MAX_PARTS} components.`);
      if (meaning === COMPONENT || (meaning === REPETITION && !growing.hasTag())) continue;
      growing.take(text.slice(from, place), isReleased, meaning);
      isReleased = false;
      from = place + 1;
      if (meaning !== TERMINATOR) continue;
      segments.push(growing.end());
      from = skipBlanks(text, from);
      place = from - 1;
    }
  }
  if (from < text.length || growing.hasTag()) {
    find("EDIFACT_UNTERMINATED");
    growing.take(text.slice(from), isReleased, TERMINATOR);
    segments.push(growing.end());
  }
  return { segments, findings: [...found.values()] };
}

/** Grows one segment after the other. */
interface SegmentGrowth {
  hasTag(): boolean;
  /** Takes in the tag or an element as it stands in the text, and the separator that ends it. */
  take(written: string, isReleased: boolean, separator: number): void;
  /** The segment that a terminator ended; the next one is begun. */
  end(): Segment;
}

/** The elements of a segment grow in one array, used again and copied: one that is pushed to keeps room for sixteen more. */
function growSegments(service: ServiceCharacters): SegmentGrowth {
  const elementOf = elementReader(service);
  const elements: Element[] = [];
  let count = 0;
  let tag: string | undefined;
  let repeats: Record<string, Element[]> | undefined;
  let isRepeat = false;
  return {
    hasTag: () => tag !== undefined,
    take(written, isReleased, separator) {
      if (tag === undefined) {
        tag = unwrapped(isReleased ? splitReleased(written, { ...service, component: "" }).join("") : written);
        return;
      }
      const element = elementOf(written, isReleased);
      if (isRepeat) repeats = withRepeat(repeats, count - 1, element);
      else elements[count++] = element;
      isRepeat = separator === REPETITION;
    },
    end() {
      const taken = { tag: tag ?? "", elements: elements.slice(0, count) };
      const segment = repeats === undefined ? taken : { ...taken, repeats };
      count = 0;
      tag = repeats = undefined;
      return segment;
    },
  };
}

function withRepeat(
  repeats: Record<string, Element[]> = {},
  place: number,
  element: Element,
): Record<string, Element[]> {
  repeats[place] ??= [];
  repeats[place].push(element);
  return repeats;
}

/** Short elements stand again and again: so many of an interchange, so long, are kept once. */
const MAX_KEPT = 4096;
const MAX_KEPT_LENGTH = 24;

/** Splits elements into components; those that stand again are the same array. */
function elementReader(service: ServiceCharacters): (written: string, isReleased: boolean) => Element {
  const kept = new Map<string, Element>();
  return (written, isReleased) => {
    if (isReleased) return splitReleased(written, service);
    const known = written.length <= MAX_KEPT_LENGTH ? kept.get(written) : undefined;
    if (known) return known;
    const element = written.split(service.component);
    if (written.length <= MAX_KEPT_LENGTH && kept.size < MAX_KEPT) kept.set(written, element);
    return element;
  };
}

/** Components of which some have released characters; a release character that releases nothing falls away. */
function splitReleased(written: string, { component, release }: ServiceCharacters): Element {
  const components: string[] = [];
  let held = "";
  let from = 0;
  for (let place = 0; place < written.length; place++) {
    const character = written.charAt(place);
    if (character === release) {
      held += written.slice(from, place);
      from = ++place;
    } else if (character === component) {
      components.push(held + written.slice(from, place));
      held = "";
      from = place + 1;
    }
  }
  return [...components, held + written.slice(from)];
}
