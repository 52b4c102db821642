import type { ReceivedDraft } from "../../client/index.ts";
import type { AlertDraftFields, LeftOut } from "../../src/index.ts";
import { type Columns, tableOf } from "./page.ts";
import { timeText } from "./time.ts";

const draftCells = (draft: AlertDraftFields): string[] => [
  ...[draft.category, draft.tlp, `${draft.source}${draft.credibility}`, String(draft.patterns.length)],
  ...[timeText(draft.validUntilSeconds), draft.modus],
];
const DRAFT_HEAD = ["CATEGORY", "TLP", "GRADE", "PATTERNS", "UNTIL", "WHAT"];

const DRAFT_COLUMNS: Columns<Exchanged["drafts"][number]> = {
  head: ["SOURCE", ...DRAFT_HEAD],
  cells: ({ id, draft }) => [id, ...draftCells(draft)],
  none: "No drafts.",
};

const LEFT_COLUMNS: Columns<LeftOut> = {
  head: ["LEFT OUT", "WHY"],
  cells: ({ id, reason }) => [id, reason],
  none: "Nothing was left out.",
};

export const RECEIVED_DRAFT_COLUMNS: Columns<ReceivedDraft> = {
  head: ["DRAFT", "FROM", "SOURCE", ...DRAFT_HEAD],
  cells: ({ draftNumber, actor, sourceId, draft }) => [String(draftNumber), actor, sourceId, ...draftCells(draft)],
  none: "Nobody handed anything in.",
};

/** What was read of a file of another system, in the same form whichever it is of. */
export interface Exchanged {
  readonly drafts: readonly { readonly id: string; readonly draft: AlertDraftFields }[];
  readonly left: readonly LeftOut[];
  readonly alerts: readonly { readonly id: string }[];
}

/** What a file of another system tells, and what of it was left out. */
export function exchangedText({ drafts, left, alerts }: Exchanged): string {
  const ours = `${alerts.length} alerts of members: these come from their gateways.`;
  return [tableOf(drafts, DRAFT_COLUMNS), ...(alerts.length > 0 ? [ours] : []), tableOf(left, LEFT_COLUMNS)].join(
    "\n\n",
  );
}
