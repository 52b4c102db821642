import type { Json, JsonObject } from "../canonical/json.ts";
import type { Interchange } from "../edifact/interchange.ts";
import type { Facts } from "../facts/facts.ts";
import type { KindName } from "../kinds/kinds.ts";
import type { XmlElement } from "../xml/element.ts";
import type { FormatFindingCode } from "./finding-codes.ts";

/** Bytes that a format may know. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly mediaType?: string;
  /** The strictly parsed value when the bytes are JSON. */
  readonly json?: Json;
  /** The root element when the bytes are XML. */
  readonly xml?: XmlElement;
  /** The interchange when the bytes are UN/EDIFACT. */
  readonly edifact?: Interchange;
}

/** What the sender says beside the bytes. */
export interface Hints {
  readonly mediaType?: string;
  readonly kind?: KindName;
  readonly facts?: Facts;
}

/** What is amiss in an original: a stable code, a sentence, and the fact or the place in the body it is about. */
export interface FormatFinding {
  readonly code: FormatFindingCode;
  readonly message: string;
  readonly fact?: keyof Facts;
  /** RFC 6901, in the body. */
  readonly pointer?: string;
}

/** An original read. */
export interface Reading {
  readonly kind: KindName;
  /** What is disclosed field by field; empty for an original that is not structured. */
  readonly body: JsonObject | readonly Json[];
  readonly facts: Facts;
  readonly findings: readonly FormatFinding[];
  /** The JSON value whose SHA-256 over RFC 8785 the field knows the document by. */
  readonly json?: Json;
}

/** One format. */
export interface Format {
  readonly name: string;
  readonly title: string;
  /** The first is the one to state when the sender states none. */
  readonly mediaTypes: readonly string[];
  recognise(candidate: Candidate): boolean;
  /** @throws SdkError KIND_REQUIRED, KIND_UNKNOWN, FACTS_INVALID. */
  read(candidate: Candidate, hints: Hints): Reading;
}
