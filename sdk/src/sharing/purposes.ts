import type { CodeRow } from "../reasons/code-rows.ts";

/** What a reader may use a paper for. To add one, add a row with the next free code. */
export const PURPOSES = [
  { code: 1, name: "transshipment", title: "Checking the papers of goods that change ships" },
  { code: 2, name: "import-clearance", title: "Clearing goods at destination" },
  { code: 3, name: "export-control", title: "Controlling exports and re-exports" },
  { code: 4, name: "transit", title: "Supervising goods in transit" },
  { code: 5, name: "origin-verification", title: "Verifying a claim of origin" },
  { code: 6, name: "valuation", title: "Verifying a declared value" },
  { code: 7, name: "risk-assessment", title: "Assessing the risk of a consignment" },
  { code: 8, name: "investigation", title: "Investigating a suspected offence" },
  { code: 9, name: "post-clearance-audit", title: "Auditing a trader after release" },
  { code: 10, name: "oversight", title: "Auditing the network's own use" },
  { code: 11, name: "proof", title: "Proving to a party of the trade that a paper is authentic" },
] as const satisfies readonly CodeRow[];

export type PurposeName = (typeof PURPOSES)[number]["name"];

/** Why a grant was withdrawn. To add a reason, add a row with the next free code. */
export const GRANT_END_REASONS = [
  { code: 1, name: "purpose-met", title: "What it was granted for is done" },
  { code: 2, name: "granted-in-error", title: "It should not have been granted" },
  { code: 3, name: "misuse", title: "It was used for something else" },
  { code: 4, name: "key-compromised", title: "A key of the reader was stolen" },
  { code: 5, name: "agreement-ended", title: "The agreement it rests on ended" },
  { code: 6, name: "document-withdrawn", title: "The document was taken back" },
  { code: 7, name: "authority-order", title: "An authority ordered it" },
] as const satisfies readonly CodeRow[];

export type GrantEndReasonName = (typeof GRANT_END_REASONS)[number]["name"];

/** Why a request was refused. To add a reason, add a row with the next free code. */
export const REFUSAL_REASONS = [
  { code: 1, name: "not-held", title: "The member holds no such paper" },
  { code: 2, name: "no-legal-basis", title: "No law or agreement allows it" },
  { code: 3, name: "purpose-insufficient", title: "The purpose does not justify it" },
  { code: 4, name: "scope-too-wide", title: "Fewer fields would do" },
  { code: 5, name: "proceedings-pending", title: "It would harm proceedings that are under way" },
  { code: 6, name: "confidential", title: "The paper is confidential" },
] as const satisfies readonly CodeRow[];

export type RefusalReasonName = (typeof REFUSAL_REASONS)[number]["name"];
