import { isJsonObject, type JsonObject } from "../canonical/json.ts";
import { FACT_FORMS, factsOf, type StatedFacts } from "../facts/validate.ts";
import { kindByName } from "../kinds/kinds.ts";
import { findingsOf } from "./findings.ts";
import type { Format, FormatFinding } from "./format.ts";

/**
 * Sealane's own JSON: `{"sealane": "<kind>", …facts by their names…, "details": {…anything…}}`.
 * What has another name is kept as it is, and said.
 */
export const sealaneJson: Format = {
  name: "sealane-json",
  title: "Sealane JSON",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => isJsonObject(json) && typeof json["sealane"] === "string",
  read({ json }) {
    const body = json as JsonObject;
    const kind = kindByName(body["sealane"] as string);
    const { facts, malformed } = factsOf(body as StatedFacts);
    const strangers = Object.keys(body).filter(
      (name) => name !== "sealane" && name !== "details" && !Object.hasOwn(FACT_FORMS, name),
    );
    const findings: FormatFinding[] = findingsOf(kind, facts, malformed);
    if (strangers.length > 0) {
      findings.push({
        code: "MEMBER_UNKNOWN",
        message: `Names that are no facts: ${strangers.length}. They are kept; better put them under details.`,
      });
    }
    return { kind: kind.name, body, facts, findings, json: body };
  },
};
