import { indicatorId } from "@sealane/sdk";
import { type Cell, names, type Room, RULES, type Rule } from "./rules.ts";

const NEVER = "1970-01-01T00:00:00Z";

/** Where the owner's alert stands: with what it sent, or with what came. */
const collectionOf = ({ viewer }: Cell): string => (viewer === "owner" ? "own" : "received");
const collection = (cell: Cell) => ({ collection: collectionOf(cell) });
const theAlert = (cell: Cell) => indicatorId(cell.subject.alerts.shown);
const page = (cell: Cell) => ({ params: collection(cell), query: { added_after: NEVER, limit: 500 } });
const one = (cell: Cell) => ({ params: { ...collection(cell), objectId: theAlert(cell) } });
const isHeld = ({ viewer, subject }: Cell): boolean =>
  !subject.situation.isUnknown && (viewer === "owner" || viewer === "reader");
const namesIt: Room["judges"] = (heard, cell) => names(heard, theAlert(cell), isHeld(cell));

/** As one alert of the API, in the words of TAXII. */
const held: Rule = {
  why: "An alert is for its issuer and whom it went to",
  of: (cell) => (isHeld(cell) ? "open" : "TAXII_NOT_FOUND"),
};
const nobodys: Rule = { why: "A status is for the officer who handed in", of: () => "TAXII_NOT_FOUND" };
const reading = { access: "alerts:read", rule: RULES.same } as const;

/** TAXII, by operation. */
export const ROOMS_OF_TAXII: Readonly<Record<string, Room>> = {
  discoverTaxii: reading,
  describeTaxiiRoot: reading,
  listTaxiiCollections: reading,
  getTaxiiCollection: { ...reading, asked: (cell) => ({ params: collection(cell) }) },
  getTaxiiManifest: { ...reading, asked: page, judges: namesIt },
  getTaxiiObjects: { ...reading, asked: page, judges: namesIt },
  getTaxiiObject: { access: "alerts:read", rule: held, asked: one },
  listTaxiiVersions: { access: "alerts:read", rule: held, asked: one },
  addTaxiiObjects: {
    access: "alerts:write",
    rule: RULES.same,
    asked: () => ({ params: { collection: "drafts" }, body: { objects: [] } }),
  },
  getTaxiiStatus: {
    access: "alerts:write",
    rule: nobodys,
    asked: () => ({ params: { statusId: "00000000-0000-4000-8000-000000000000" } }),
  },
  listAlertDrafts: { access: "alerts:write", rule: RULES.same },
};
