import type { KindName } from "../../kinds/kinds.ts";
import { elementAt, textAt, type XmlElement } from "../../xml/element.ts";
import type { Format } from "../format.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";
import { DECLARATION_FACTS } from "./declaration-facts.ts";
import { metaDataAround } from "./meta-data.ts";

/** A kind for types and requested procedures of declarations; the first row that fits counts. To add one, add a row. */
const KINDS: readonly (readonly [type: RegExp, procedure: RegExp, kind: KindName])[] = [
  // Union Customs Code data elements 1/1 and 1/10.
  [/^T(?!R)/, /^/, "declaration-transit"],
  [/^(?:EX|CO)/, /^31/, "declaration-reexport"],
  [/^EX/, /^/, "declaration-export"],
  [/^CO/, /^[123]/, "declaration-export"],
  [/^(?:IM|CO)/, /^/, "declaration-import"],
];

/** Function 13 asks customs to amend or to cancel a declaration that was lodged (data element 1225). */
const isRequest = (declaration: XmlElement): boolean => textAt(declaration, "FunctionCode") === "13";

function kindOf(declaration: XmlElement): KindName | undefined {
  if (isRequest(declaration)) return "other-document";
  const type = textAt(declaration, "TypeCode") ?? "";
  const procedure =
    textAt(declaration, "GoodsShipment", "GovernmentAgencyGoodsItem", "GovernmentProcedure", "CurrentCode") ?? "";
  return KINDS.find(([types, procedures]) => types.test(type) && procedures.test(procedure))?.[2];
}

/** A declaration of the WCO Data Model (DEC-DMS:2), by itself or in its MetaData. */
export const wcoDeclaration: Format = xmlFormat({
  name: "wco-declaration",
  title: "WCO Data Model declaration (DEC-DMS)",
  paperIn(root) {
    if (metaDataAround(root)) return elementAt(root, "Declaration");
    return root.name === "Declaration" && root.namespace.startsWith("urn:wco:datamodel:") ? root : undefined;
  },
  kindOf,
  facts: DECLARATION_FACTS,
});
