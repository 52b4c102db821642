import type { Json, JsonObject } from "../../canonical/json.ts";
import { factsOf, type StatedFacts } from "../../facts/validate.ts";
import { type KindName, kindByName } from "../../kinds/kinds.ts";
import { findingsOf } from "../findings.ts";
import type { FormatFinding, Reading } from "../format.ts";

/** What a format makes of a document of JSON. */
export interface JsonReading {
  readonly kind: KindName;
  readonly stated: StatedFacts;
  /** What the format itself finds. */
  readonly findings?: readonly FormatFinding[];
  /** The part whose digest the field knows the document by, where it is not the whole. */
  readonly part?: JsonObject;
}

/** The reading of a whole document of JSON: all of it is the body. */
export function jsonReading(whole: Json, { kind: name, stated, findings = [], part }: JsonReading): Reading {
  const kind = kindByName(name);
  const { facts, malformed } = factsOf(stated);
  return {
    kind: kind.name,
    body: whole as Reading["body"],
    facts,
    findings: [...findings, ...findingsOf(kind, facts, malformed)],
    json: part ?? whole,
  };
}
