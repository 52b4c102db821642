import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import type { Format } from "../format.ts";
import { readPaper, xmlFormat } from "../xml-facts/xml-format.ts";
import { UBL_FACTS } from "./facts.ts";
import { ublElement } from "./json-elements.ts";
import { isUblNamespace, ublKindOf } from "./kinds.ts";

/** A document of the Universal Business Language 2 (ISO/IEC 19845), in XML. */
export const ubl2: Format = xmlFormat({
  name: "ubl-2",
  title: "UBL 2 document",
  paperIn: (root) => (isUblNamespace(root.namespace, root.name) ? root : undefined),
  kindOf: ublKindOf,
  facts: UBL_FACTS,
});

/** The one member of a document of UBL in JSON that is not about namespaces, where it is of the namespace `_D`. */
function paperIn(json: Json | undefined): [name: string, paper: Json] | undefined {
  if (!isJsonObject(json)) return undefined;
  return Object.entries(json).find(([name]) => isUblNamespace(json["_D"], name));
}

/** The same in JSON (UBL 2.1 JSON Alternative Representation 2.0): facts by the same table. */
export const ubl2Json: Format = {
  name: "ubl-2-json",
  title: "UBL 2 document in JSON",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => paperIn(json) !== undefined,
  read({ json }, hints) {
    const [name, paper] = paperIn(json) as [string, Json];
    const reading = readPaper(ublElement(name, paper), { kindOf: ublKindOf, facts: UBL_FACTS }, hints);
    return { ...reading, body: json as JsonObject, json: json as JsonObject };
  },
};
