import type { EdifactFinding } from "./faults.ts";
import type { ServiceCharacters } from "./service-characters.ts";

/** A data element: its components in their lexical form, without release characters. One that is empty has one, `""`. */
export type Element = readonly string[];

/** One segment. */
export interface Segment {
  /** As it stands, without the line breaks that cut it. */
  readonly tag: string;
  /** Every data element as it stands; of one that is repeated, the first time. */
  readonly elements: readonly Element[];
  /** The second and later times of a repeated element (syntax version 4), by its place in `elements`. */
  readonly repeats?: Readonly<Record<string, readonly Element[]>>;
}

/** One message: where it stands, and what UNH says of it. */
export interface Message {
  /** UNH 0062. */
  readonly reference: string;
  /** UNH S009: 0065, 0052, 0054, 0051 and 0057, empty where not stated, without line breaks. */
  readonly type: string;
  readonly version: string;
  readonly release: string;
  readonly agency: string;
  readonly association: string;
  /** Place of UNH among the interchange's segments. */
  readonly first: number;
  /** Place behind its last segment, UNT where there is one. */
  readonly end: number;
}

/**
 * An interchange (ISO 9735-1): its segments, envelope included, in their order, so that even what stands where it should
 * not is kept; and the messages among them.
 */
export interface Interchange {
  readonly service: ServiceCharacters;
  /** UNA as it stands; undefined where there is none. */
  readonly una?: string;
  /** UNB S001: the character repertoire, such as `UNOC`, and the version of the syntax, such as `3`. */
  readonly level: string;
  readonly syntaxVersion: string;
  readonly segments: readonly Segment[];
  readonly messages: readonly Message[];
  /** What is amiss in the text itself; what is amiss in the envelope, {@link envelopeFindings} says. */
  readonly findings: readonly EdifactFinding[];
}

/** A component, without line breaks; empty where there is none. Places count from 0. */
export const componentOf = (segment: Segment | undefined, element: number, component = 0): string =>
  unwrapped(segment?.elements[element]?.[component] ?? "");

/** A text without the line breaks that cut it. */
export const unwrapped = (text: string): string =>
  text.includes("\n") || text.includes("\r") ? text.replace(/[\r\n]+/g, "") : text;

/** The segments of a message between UNH and UNT. */
export const segmentsOf = ({ segments }: Interchange, { first, end }: Message): readonly Segment[] =>
  segments.slice(first + 1, segments[end - 1]?.tag === "UNT" ? end - 1 : end);
