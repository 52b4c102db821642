import { componentOf } from "../../edifact/interchange.ts";
import type { KindName } from "../../kinds/kinds.ts";
import type { Hints } from "../format.ts";
import { conveyanceEvents, statusEvents } from "./events.ts";
import type { LinesOf } from "./lines.ts";
import { stated } from "./lists.ts";
import type { MessageRow } from "./message-row.ts";

/** 2005: document or message date. */
const DOCUMENT_DATE = "137";

/** 1001 of BGM. */
const nameOf = (of: LinesOf): string => componentOf(of("BGM")[0]?.segment, 0).trim();

/** The kind that the sender states, where it is one of these; else the first. */
const oneOf =
  (...kinds: readonly [KindName, ...KindName[]]) =>
  (hints: Hints): KindName =>
    kinds.find((kind) => kind === hints.kind) ?? kinds[0];

const anyBill = oneOf("bill-of-lading-master", "bill-of-lading-house", "bill-of-lading-transshipment", "sea-waybill");
const exported = oneOf("declaration-export", "declaration-reexport");
const transit = oneOf("declaration-transit");
const imported = oneOf("declaration-import");
const anyDeclaration = oneOf("declaration-import", "declaration-export", "declaration-transit", "declaration-reexport");

/** What a declaration is for, by its document name (1001) or, where that does not say, by its indicator (7365). */
const DECLARATIONS: Readonly<Record<string, (hints: Hints) => KindName>> = {
  929: imported,
  930: imported,
  931: imported,
  830: exported,
  820: transit,
  821: transit,
  822: transit,
  950: transit,
  951: transit,
  952: transit,
};
const INDICATORS: Readonly<Record<string, (hints: Hints) => KindName>> = { 22: exported, 23: imported, 24: transit };

function declarationKind(of: LinesOf, hints: Hints): KindName {
  const indicator = of("GIS").map(({ segment }) => componentOf(segment, 0));
  const stating = indicator.find((code) => Object.hasOwn(INDICATORS, code)) ?? "";
  return (DECLARATIONS[nameOf(of)] ?? INDICATORS[stating] ?? anyDeclaration)(hints);
}

/** Transport documents by their names (1001). */
const BILLS: Readonly<Record<string, (hints: Hints) => KindName>> = {
  704: oneOf("bill-of-lading-master", "bill-of-lading-transshipment"),
  714: oneOf("bill-of-lading-house"),
  710: oneOf("sea-waybill"),
};

/** Every type of message whose facts are read. To add one, add a row and samples to test/samples. */
export const MESSAGE_ROWS: readonly MessageRow[] = [
  {
    type: "CUSDEC",
    title: "UN/EDIFACT customs declaration",
    kindOf: declarationKind,
    issueDates: [DOCUMENT_DATE],
    amounts: ["43", "39", "77"],
  },
  {
    type: "CUSCAR",
    title: "UN/EDIFACT customs cargo report",
    kindOf: (_, hints) => oneOf("cargo-manifest", "declaration-entry-summary")(hints),
    issueDates: [DOCUMENT_DATE],
    amounts: [],
  },
  {
    type: "CUSREP",
    title: "UN/EDIFACT customs conveyance report",
    kindOf: () => "conveyance-report",
    issueDates: [DOCUMENT_DATE],
    amounts: [],
    eventsOf: (_, of) => conveyanceEvents(of, { departure: ["5"], arrival: ["60", "8"] }),
  },
  {
    type: "CUSRES",
    title: "UN/EDIFACT customs response",
    kindOf: () => "customs-response",
    issueDates: [DOCUMENT_DATE],
    amounts: [],
    statusOf: (of) => stated(componentOf(of("GIS")[0]?.segment, 0)),
  },
  {
    type: "IFTMIN",
    title: "UN/EDIFACT transport instruction",
    kindOf: () => "shipping-instruction",
    hasDatedPlaces: true,
    issueDates: [DOCUMENT_DATE],
    amounts: ["44", "40", "39"],
  },
  {
    type: "IFTMCS",
    title: "UN/EDIFACT transport contract status",
    kindOf: (of, hints) => (BILLS[nameOf(of)] ?? anyBill)(hints),
    hasDatedPlaces: true,
    issueDates: ["95", DOCUMENT_DATE],
    amounts: ["44", "40", "39"],
  },
  {
    type: "IFTMAN",
    title: "UN/EDIFACT arrival notice",
    kindOf: () => "arrival-notice",
    hasDatedPlaces: true,
    issueDates: [DOCUMENT_DATE],
    amounts: ["44", "40", "39"],
  },
  {
    type: "IFTSTA",
    title: "UN/EDIFACT transport status",
    kindOf: () => "custody-events",
    isJoined: true,
    hasDatedPlaces: true,
    issueDates: [DOCUMENT_DATE],
    amounts: [],
    eventsOf: statusEvents,
  },
  {
    type: "BAPLIE",
    title: "UN/EDIFACT stowage plan",
    kindOf: () => "stowage-plan",
    issueDates: [DOCUMENT_DATE],
    amounts: [],
    eventsOf: (_, of) => conveyanceEvents(of, { departure: ["5"], arrival: ["5"] }),
  },
  {
    type: "INVOIC",
    title: "UN/EDIFACT invoice",
    kindOf: () => "commercial-invoice",
    issueDates: ["3", DOCUMENT_DATE],
    amounts: ["77", "39", "86", "9", "128"],
  },
];
