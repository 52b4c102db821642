import type { Json } from "../canonical/json.ts";
import { normaliseFacts } from "../facts/validate.ts";
import { kindByName } from "../kinds/kinds.ts";
import { findingsOf } from "./findings.ts";
import type { Candidate, Format, Hints, Reading } from "./format.ts";
import { disclosedBody } from "./xml-facts/disclosed-body.ts";

/** JSON that no other row reads: every scalar a field, kind and facts given beside. */
export const otherJson: Format = {
  name: "json",
  title: "Other JSON",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => typeof json === "object" && json !== null,
  read: ({ json }, hints) => ({ ...structured(json as Reading["body"], hints), json: json as Json }),
};

/** XML that no other row reads: every text and attribute a field, kind and facts given beside. */
export const otherXml: Format = {
  name: "xml",
  title: "Other XML",
  mediaTypes: ["application/xml", "text/xml"],
  recognise: ({ xml }) => xml !== undefined,
  read({ xml }, hints) {
    const { body, findings } = disclosedBody(xml as NonNullable<Candidate["xml"]>);
    const reading = structured(body, hints);
    return { ...reading, findings: [...findings, ...reading.findings] };
  },
};

/**
 * The reading of an original whose syntax is known and whose meaning is not.
 * @throws SdkError KIND_UNKNOWN, FACTS_INVALID.
 */
export function structured(body: Reading["body"], hints: Hints): Reading {
  const kind = kindByName(hints.kind ?? "other-document");
  const facts = normaliseFacts(hints.facts ?? {});
  const assumed = {
    code: "KIND_ASSUMED",
    message: "No format reads this, and no kind was given: it is kept as another document.",
  } as const;
  return { kind: kind.name, body, facts, findings: [...findingsOf(kind, facts, []), ...(hints.kind ? [] : [assumed])] };
}
