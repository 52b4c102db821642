import { elementAt } from "../../xml/element.ts";
import type { Format } from "../format.ts";
import { day } from "../xml-facts/days.ts";
import { each, type FactTable, text } from "../xml-facts/fact-table.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";
import { metaDataAround } from "./meta-data.ts";

/** WCO Data Model 3.6, RES-DMS:2, below Response. The function code (data element 1225) is what customs decided. */
const FACTS: FactTable = {
  documentNumber: text("FunctionalReferenceID"),
  mrn: text("Declaration/ID"),
  issueDate: day("IssueDateTime/DateTimeString"),
  status: text("FunctionCode"),
  customsOffice: text("Declaration/DeclarationOfficeID", "Declaration/PresentationOffice/ID"),
  /** The declaration that is answered, by its local reference number. */
  relatedDocuments: each("Declaration/FunctionalReferenceID", relatedDocument("=LRN", "")),
};

/** A notification of customs to a declarant (RES-DMS:2), in its MetaData. */
export const wcoResponse: Format = xmlFormat({
  name: "wco-response",
  title: "WCO Data Model response of customs (RES-DMS)",
  paperIn(root) {
    if (metaDataAround(root)) return elementAt(root, "Response");
    return root.name === "Response" && root.namespace.startsWith("urn:wco:datamodel:") ? root : undefined;
  },
  kindOf: () => "customs-response",
  facts: FACTS,
});
