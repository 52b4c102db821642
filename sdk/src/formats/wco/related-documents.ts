import { textAt } from "../../xml/element.ts";
import type { FactRule } from "../xml-facts/fact-table.ts";
import { related, relatedDocument } from "../xml-facts/related-documents.ts";

/** A PreviousDocument by its type as it stands. */
export const previousDocument: FactRule = relatedDocument("TypeCode", "ID");

/** An AdditionalDocument by category and type: N and three digits is a code of UN/CEFACT 1001. */
export const additionalDocument: FactRule = (element) => {
  const [category = "", type] = [textAt(element, "CategoryCode"), textAt(element, "TypeCode")];
  return related(type && category + type, textAt(element, "ID"));
};
