import { type EdifactFinding, edifactFinding } from "./faults.ts";

/** The characters that have a meaning (ISO 9735-1 §7.1); empty for one that the interchange does without. */
export interface ServiceCharacters {
  readonly component: string;
  readonly element: string;
  /** Decimal mark, `.` or `,`. */
  readonly decimal: string;
  readonly release: string;
  /** Repetition separator, of syntax version 4. */
  readonly repetition: string;
  readonly terminator: string;
}

/** Without UNA (ISO 9735-1 §8). The repetition separator is one from syntax version 4 on. */
export const DEFAULT_SERVICE: ServiceCharacters = {
  component: ":",
  element: "+",
  decimal: ".",
  release: "?",
  repetition: "",
  terminator: "'",
};
export const DEFAULT_REPETITION = "*";

/** Information separators of ISO 646, which level B of syntax versions 1 to 3 may use instead (ISO 9735:1988 §5.2). */
const LEVEL_B_SERVICE: ServiceCharacters = {
  component: "\u001f",
  element: "\u001d",
  decimal: ".",
  release: "",
  repetition: "",
  terminator: "\u001c",
};

const UNA_LENGTH = "UNA:+.? '".length;

/** How an interchange begins. */
export interface Opening {
  readonly service: ServiceCharacters;
  /** UNA as it stands; undefined where there is none. */
  readonly una?: string;
  /** Where UNB begins. */
  readonly start: number;
}

/**
 * How a text begins, its first characters being enough.
 * @returns undefined when it is no interchange: it does not begin, behind blanks, with UNB and a separator, or with UNA, whose
 * characters are of ISO 646, and then UNB.
 */
export function openingOf(text: string): Opening | undefined {
  const first = skipBlanks(text, 0);
  if (!text.startsWith("UNA", first)) {
    const service = [DEFAULT_SERVICE, LEVEL_B_SERVICE].find(({ element }) => text.startsWith(`UNB${element}`, first));
    return service && { service, start: first };
  }
  const una = text.slice(first, first + UNA_LENGTH);
  if (!/^[\0-\x7f]{9}$/.test(una)) return undefined;
  const service = serviceOf(una);
  const start = skipBlanks(text, first + UNA_LENGTH);
  return text.startsWith(`UNB${service.element}`, start) ? { service, una, start } : undefined;
}

/** The service characters of the nine characters of UNA; a blank release character or repetition separator is none. */
function serviceOf(una: string): ServiceCharacters {
  const [component, element, decimal, release, repetition, terminator] = una.slice(3) as unknown as Sextuple;
  const unlessBlank = (one: string): string => (one === " " ? "" : one);
  return {
    component,
    element,
    decimal,
    release: unlessBlank(release),
    repetition: unlessBlank(repetition),
    terminator,
  };
}

type Sextuple = [string, string, string, string, string, string];

/** The nine characters of UNA for service characters. */
export const unaOf = ({ component, element, decimal, release, repetition, terminator }: ServiceCharacters): string =>
  `UNA${component}${element}${decimal}${release || " "}${repetition || " "}${terminator}`;

/** Whether UNA keeps its characters apart from each other and from what stands in data. */
export function unaFindings(una: string | undefined): EdifactFinding[] {
  if (una === undefined) return [];
  const { component, element, decimal, release, repetition, terminator } = serviceOf(una);
  const separators = [component, element, release, repetition, terminator].filter((one) => one !== "");
  const isSound = new Set([...separators, decimal]).size === separators.length + 1;
  const areApart = separators.every((one) => !/[A-Za-z0-9 ]/.test(one));
  return isSound && areApart ? [] : [edifactFinding("EDIFACT_UNA_INVALID")];
}

/** The place of the first code unit from a place on that is no blank and no line break. */
export function skipBlanks(text: string, from: number): number {
  let place = from;
  for (; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code !== 0x0d && code !== 0x0a && code !== 0x20 && code !== 0x09) break;
  }
  return place;
}
