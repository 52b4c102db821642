import type { Json } from "../../canonical/json.ts";
import type { KindName } from "../../kinds/kinds.ts";
import { textAt, type XmlElement } from "../../xml/element.ts";
import type { Format } from "../format.ts";
import { day } from "../xml-facts/days.ts";
import { each, type FactTable, text } from "../xml-facts/fact-table.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";

/** Kind of each message of HMRC's inventory linking, version 1. To add a message, add a row. */
const KINDS: Readonly<Record<string, KindName>> = {
  inventoryLinkingMovementRequest: "custody-events",
  inventoryLinkingConsolidationRequest: "other-document",
  inventoryLinkingQueryRequest: "other-document",
  inventoryLinkingMovementResponse: "customs-response",
  inventoryLinkingMovementTotalsResponse: "customs-response",
  inventoryLinkingControlResponse: "customs-response",
  inventoryLinkingQueryResponse: "customs-response",
};

/** Where a message states the time of an event at its goods location. */
const EVENTS = [
  ["goodsArrivalDateTime", "arrival"],
  ["goodsDepartureDateTime", "departure"],
] as const;

function custodyEvents(message: XmlElement): Json | undefined {
  const place = textAt(message, "goodsLocation") ?? null;
  const events = EVENTS.flatMap(([name, event]) => {
    const time = textAt(message, name);
    return time === undefined ? [] : [{ event, time, place }];
  });
  return events.length === 0 ? undefined : events;
}

const FACTS: FactTable = {
  documentNumber: text("movementReference"),
  ucr: text("ucrBlock/ucr", "masterUCR"),
  status: text("messageCode"),
  arrivalDate: day("goodsArrivalDateTime"),
  departureDate: day("goodsDepartureDateTime"),
  /** The master UCR that the consignment is, or is to be, a part of. */
  relatedDocuments: each("masterUCR", relatedDocument("=MCR", "")),
  custodyEvents,
};

/** HMRC's inventory linking exports: goods that arrive at and leave a location, and how consignments are joined. */
export const inventoryLinking: Format = xmlFormat({
  name: "hmrc-inventory-linking",
  title: "HMRC inventory linking exports",
  paperIn: (root) => (Object.hasOwn(KINDS, root.name) ? root : undefined),
  kindOf: (message) => KINDS[message.name],
  facts: FACTS,
});
