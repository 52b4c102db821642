import { elementAt } from "../../xml/element.ts";
import type { Format } from "../format.ts";
import { day } from "../xml-facts/days.ts";
import { each, type FactTable, firstIn, text, texts } from "../xml-facts/fact-table.ts";
import { sum } from "../xml-facts/measures.ts";
import { eori, parties } from "../xml-facts/parties.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";
import { previousDocument } from "./related-documents.ts";

/**
 * HMRC's declaration status, version 2: below DeclarationStatusDetails a Declaration of what customs knows and one of
 * what was declared. ICS is the import status code; ROE, the route of entry, stays in the body.
 */
const FACTS: FactTable = {
  /** It has no number of its own; the movement's stands for it. */
  documentNumber: text("Declaration/ID"),
  mrn: text("Declaration/ID"),
  ucr: text("Declaration/GoodsShipment/UCR/TraderAssignedReferenceID"),
  issueDate: day("Declaration/GoodsReleasedDateTime/DateTimeString", "Declaration/AcceptanceDateTime/DateTimeString"),
  status: firstIn(texts("Declaration/ICS", "Declaration/ROE")),
  packages: sum("Declaration/TotalPackageQuantity"),
  parties: parties([["declarant", "Declaration/Submitter", { name: "Name", identifier: "ID", scheme: eori }]]),
  relatedDocuments: each("Declaration/GoodsShipment/PreviousDocument", previousDocument),
};

/** What HMRC answers to who asks how far a declaration is. */
export const declarationStatus: Format = xmlFormat({
  name: "hmrc-declaration-status",
  title: "HMRC declaration status",
  paperIn: (root) =>
    root.name === "DeclarationStatusResponse" ? elementAt(root, "DeclarationStatusDetails") : undefined,
  kindOf: () => "customs-response",
  facts: FACTS,
});
