import type { JsonObject } from "../../canonical/json.ts";
import { envelopeFindings } from "../../edifact/envelope-findings.ts";
import type { Element, Interchange } from "../../edifact/interchange.ts";
import type { FormatFinding } from "../format.ts";
import { MAX_BODY_FIELDS } from "../max-body-fields.ts";

/**
 * The body that an interchange is disclosed by: `una` as it stands, where it stands, and `segments` in their order, the
 * envelope's among them, each `{tag, elements: [[component, …], …]}`, with `repeats` of repeated elements by their places.
 * Every component is a field, so BGM's second element is `/segments/2/elements/1/0` where BGM stands third. It is empty
 * for an interchange of more than 32,768 fields.
 */
export function edifactBody({ una, segments }: Interchange): JsonObject {
  if (fieldCount(segments) > MAX_BODY_FIELDS) return {};
  return { ...(una !== undefined && { una }), segments: segments as unknown as JsonObject[] };
}

/** What is amiss in an interchange, with the place in its body. */
export function edifactFindings(interchange: Interchange, body: JsonObject): FormatFinding[] {
  const hasFields = Object.keys(body).length > 0;
  const amiss = [...interchange.findings, ...envelopeFindings(interchange)].map(({ code, message, segment }) => ({
    ...{ code, message },
    ...(segment !== undefined && hasFields && { pointer: `/segments/${segment}` }),
  }));
  return [...amiss, ...(hasFields ? [] : [TOO_MANY_FIELDS])];
}

const TOO_MANY_FIELDS: FormatFinding = {
  code: "EDIFACT_TOO_MANY_FIELDS",
  message: `The interchange has more than ${MAX_BODY_FIELDS} fields: it is kept whole, and only its facts can be disclosed singly.`,
};

function fieldCount(segments: Interchange["segments"]): number {
  const countOf = (elements: readonly Element[]): number => elements.reduce((sum, { length }) => sum + length, 0);
  return segments.reduce((sum, { elements, repeats }) => {
    const repeated = Object.values(repeats ?? {}).reduce((all, times) => all + countOf(times), 0);
    return sum + Math.max(countOf(elements), 1) + 1 + repeated;
  }, 0);
}
