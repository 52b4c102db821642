import type { JsonObject } from "../../canonical/json.ts";
import type { XmlElement } from "../../xml/element.ts";
import { xmlBody } from "../../xml/xml-body.ts";
import type { FormatFinding } from "../format.ts";
import { MAX_BODY_FIELDS } from "../max-body-fields.ts";

/** What an XML document is disclosed by, and what is to be said of that. */
export interface DisclosedBody {
  readonly body: JsonObject;
  readonly findings: readonly FormatFinding[];
}

/** The body of an XML document; empty for one of too many fields, which is kept whole all the same. */
export function disclosedBody(root: XmlElement): DisclosedBody {
  return fieldCount(root) > MAX_BODY_FIELDS
    ? { body: {}, findings: [TOO_MANY_FIELDS] }
    : { body: xmlBody(root), findings: [] };
}

const TOO_MANY_FIELDS: FormatFinding = {
  code: "XML_TOO_MANY_FIELDS",
  message: `The XML has more than ${MAX_BODY_FIELDS} fields: it is kept whole, and only its facts can be disclosed singly.`,
};

/** Leaves of what {@link xmlBody} makes of an element. */
function fieldCount({ attributes, namespace, children, text }: XmlElement, outer = ""): number {
  const beside = attributes.size + (namespace === outer ? 0 : 1) + children.length;
  const own = beside - children.length + (beside === 0 || text !== "" ? 1 : 0);
  return children.reduce((sum, child) => sum + fieldCount(child, namespace), own);
}
