import type { Format } from "../format.ts";
import { day } from "../xml-facts/days.ts";
import { papersIn } from "../xml-facts/envelopes.ts";
import { each, type FactTable, text } from "../xml-facts/fact-table.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";
import { ICS_FACTS } from "./facts.ts";

/**
 * What customs answers to an entry summary declaration: amendment accepted (IE304) or rejected (IE305), declaration
 * rejected (IE316) or registered (IE328), goods not to be loaded (IE351).
 */
const MESSAGE = /^CC3(?:04|05|16|28|51)[A-C]$/;

/** DG TAXUD, Design Document for National Import Application (ICS), appendix Q. The message itself is the decision. */
const FACTS: FactTable = {
  ...ICS_FACTS,
  documentNumber: text("MesIdeMES19"),
  issueDate: day("HEAHEA/DecRegDatTimHEA115", "HEAHEA/AmeAccDatTimHEA111"),
  status: ({ name }) => name,
  relatedDocuments: each("HEAHEA", relatedDocument("=LRN", "RefNumHEA4")),
};

/** An answer of the Import Control System, by itself or in an envelope. */
export const icsResponse: Format = xmlFormat({
  name: "ics-response",
  title: "ICS response of customs (IE304, IE305, IE316, IE328, IE351)",
  paperIn: (root) => papersIn(root).find(({ name }) => MESSAGE.test(name)),
  kindOf: () => "customs-response",
  facts: FACTS,
});
