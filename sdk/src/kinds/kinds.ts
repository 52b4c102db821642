import { SdkError } from "../errors.ts";
import type { Facts } from "../facts/facts.ts";

/** One sort of document. */
export interface Kind {
  /** uint16, as it stands on chain; never reused. */
  readonly code: number;
  readonly name: string;
  readonly title: string;
  /** UN/CEFACT 1001 document name code; null where the list has none that fits. */
  readonly unece1001: string | null;
  /** Facts a paper of this kind is expected to state. A missing one is a finding, never a refusal. */
  readonly facts: readonly (keyof Facts)[];
}

const GOODS = ["hsCodes", "descriptions", "grossWeightKg", "packages"] as const;
const DECLARATION = ["documentNumber", "ucr", "issueDate", "originCountry", "parties", "value", ...GOODS] as const;
const BILL = [
  "documentNumber",
  "issueDate",
  "portOfLoading",
  "portOfDischarge",
  "containers",
  "parties",
  "vessel",
  ...GOODS,
] as const;
const CERTIFICATE = ["documentNumber", "issueDate", "originCountry", "parties", ...GOODS] as const;

/** Every kind. To add one, add a row with the next free code of its hundred. */
export const KINDS = [
  {
    code: 101,
    name: "declaration-import",
    title: "Customs declaration for import",
    unece1001: "929",
    facts: DECLARATION,
  },
  {
    code: 102,
    name: "declaration-export",
    title: "Customs declaration for export",
    unece1001: "830",
    facts: DECLARATION,
  },
  {
    code: 103,
    name: "declaration-transit",
    title: "Customs declaration for transit",
    unece1001: "821",
    facts: DECLARATION,
  },
  {
    code: 104,
    name: "declaration-reexport",
    title: "Customs declaration for re-export",
    unece1001: "830",
    facts: DECLARATION,
  },
  {
    code: 105,
    name: "declaration-entry-summary",
    title: "Entry summary declaration",
    unece1001: null,
    facts: ["documentNumber", "issueDate", "portOfLoading", "parties", ...GOODS],
  },
  {
    code: 106,
    name: "customs-response",
    title: "Response of customs to a declaration",
    unece1001: null,
    facts: ["documentNumber", "mrn"],
  },
  {
    code: 107,
    name: "transit-release",
    title: "Release for transit",
    unece1001: null,
    facts: ["documentNumber", "mrn", "issueDate", "customsOffice", ...GOODS],
  },
  {
    code: 108,
    name: "free-zone-entry",
    title: "Entry into a free zone",
    unece1001: null,
    facts: ["documentNumber", "ucr", "issueDate", "customsOffice", "parties", "quantities", ...GOODS],
  },
  { code: 201, name: "bill-of-lading-master", title: "Master bill of lading", unece1001: "704", facts: BILL },
  { code: 202, name: "bill-of-lading-house", title: "House bill of lading", unece1001: "714", facts: BILL },
  {
    code: 203,
    name: "bill-of-lading-transshipment",
    title: "Transshipment bill of lading",
    unece1001: "705",
    facts: BILL,
  },
  {
    code: 204,
    name: "sea-waybill",
    title: "Sea waybill",
    unece1001: "710",
    facts: BILL,
  },
  {
    code: 205,
    name: "shipping-instruction",
    title: "Shipping instruction",
    unece1001: "340",
    facts: ["documentNumber", "portOfLoading", "portOfDischarge", "containers", "parties", ...GOODS],
  },
  {
    code: 206,
    name: "arrival-notice",
    title: "Arrival notice",
    unece1001: "781",
    facts: ["documentNumber", "vessel", "portOfDischarge", "containers", "parties"],
  },
  { code: 301, name: "re-export-certificate", title: "Re-export certificate", unece1001: null, facts: CERTIFICATE },
  { code: 302, name: "certificate-of-origin", title: "Certificate of origin", unece1001: "861", facts: CERTIFICATE },
  {
    code: 303,
    name: "certificate-of-non-manipulation",
    title: "Certificate of non-manipulation",
    unece1001: null,
    facts: CERTIFICATE,
  },
  {
    code: 304,
    name: "cites-export-permit",
    title: "CITES export permit",
    unece1001: null,
    facts: ["documentNumber", "issueDate", "expiryDate", "parties", "descriptions", "quantities"],
  },
  {
    code: 305,
    name: "cites-re-export-certificate",
    title: "CITES re-export certificate",
    unece1001: null,
    facts: ["documentNumber", "issueDate", "expiryDate", "parties", "descriptions", "quantities"],
  },
  {
    code: 306,
    name: "phytosanitary-certificate",
    title: "Phytosanitary certificate",
    unece1001: "851",
    facts: ["documentNumber", "issueDate", "originCountry", "parties", "descriptions"],
  },
  {
    code: 307,
    name: "goods-item-passport",
    title: "Goods item passport",
    unece1001: null,
    facts: ["documentNumber", "issueDate", "parties", "descriptions"],
  },
  {
    code: 308,
    name: "proof-of-re-exportation",
    title: "Proof of re-exportation",
    unece1001: null,
    facts: ["documentNumber", "issueDate", "parties"],
  },
  {
    code: 401,
    name: "commercial-invoice",
    title: "Commercial invoice",
    unece1001: "380",
    facts: ["documentNumber", "issueDate", "parties", "value", "descriptions", "quantities"],
  },
  {
    code: 402,
    name: "packing-list",
    title: "Packing list",
    unece1001: "271",
    facts: ["documentNumber", "issueDate", ...GOODS],
  },
  {
    code: 501,
    name: "cargo-manifest",
    title: "Cargo manifest",
    unece1001: "785",
    facts: ["documentNumber", "vessel", "voyage", "portOfLoading", "portOfDischarge", "containers"],
  },
  {
    code: 502,
    name: "stowage-plan",
    title: "Stowage plan",
    unece1001: null,
    facts: ["documentNumber", "vessel", "voyage", "containers"],
  },
  {
    code: 503,
    name: "conveyance-report",
    title: "Report of a conveyance's arrival or departure",
    unece1001: null,
    facts: ["documentNumber", "vessel", "custodyEvents"],
  },
  {
    code: 504,
    name: "custody-events",
    title: "Custody events",
    unece1001: null,
    facts: ["custodyEvents"],
  },
  {
    code: 601,
    name: "inspection-report",
    title: "Inspection report",
    unece1001: null,
    facts: ["documentNumber", "issueDate", "containers"],
  },
  {
    code: 701,
    name: "lane-decision",
    title: "Decision on the lane of a declaration",
    unece1001: null,
    facts: [],
  },
  {
    code: 901,
    name: "other-document",
    title: "Other document",
    unece1001: null,
    facts: [],
  },
] as const satisfies readonly Kind[];

export type KindName = (typeof KINDS)[number]["name"];

const BY_NAME = new Map<string, (typeof KINDS)[number]>(KINDS.map((kind) => [kind.name, kind]));
const BY_CODE = new Map<number, (typeof KINDS)[number]>(KINDS.map((kind) => [kind.code, kind]));

/**
 * The row of a kind.
 * @throws SdkError KIND_UNKNOWN.
 */
export function kindByName(name: string): (typeof KINDS)[number] {
  const kind = BY_NAME.get(name);
  if (!kind) throw new SdkError("KIND_UNKNOWN", "No kind of document has this name.");
  return kind;
}

/** The row of a kind's code on chain; undefined for a code this version does not know, or zero. */
export const kindByCode = (code: number): (typeof KINDS)[number] | undefined => BY_CODE.get(code);
