import type { Json, JsonObject } from "../canonical/json.ts";
import type { Facts } from "../facts/facts.ts";
import type { KindName } from "../kinds/kinds.ts";

/** Bytes that a format may know. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly mediaType?: string;
  /** The strictly parsed value when the bytes look like JSON. */
  readonly json?: Json;
}

/** What the sender says beside the bytes. */
export interface Hints {
  readonly mediaType?: string;
  readonly kind?: KindName;
  readonly facts?: Facts;
}

/** What is amiss in an original: a stable code, a sentence, and the fact it is about. */
export interface FormatFinding {
  readonly code: "FACT_MISSING" | "FACT_MALFORMED" | "FACT_IGNORED" | "MEMBER_UNKNOWN";
  readonly message: string;
  readonly fact?: keyof Facts;
}

/** An original read. */
export interface Reading {
  readonly kind: KindName;
  /** What is disclosed field by field; empty for an original that is not structured. */
  readonly body: JsonObject;
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
