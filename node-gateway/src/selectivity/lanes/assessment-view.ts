import { type Hex32, type LaneDecision, type LaneName, REASON_CATEGORIES } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import type { AssessmentRow, OutcomeRow } from "../../database/schema/selectivity.ts";
import { GatewayError } from "../../errors.ts";
import { type ChecklistStep, readStandingSettings } from "./lane-settings.ts";

/** A declaration in its lane, as a queue shows it. */
export interface AssessmentView {
  readonly documentId: Hex32;
  readonly kind: string;
  readonly issuer: number;
  readonly office: string | null;
  readonly lane: LaneName;
  readonly computedLane: LaneName;
  readonly reasonCategory: string;
  /** What a trader is told. */
  readonly reason: string;
  readonly risk: number;
  readonly decidedAtSeconds: number;
  readonly releasedAtSeconds: number | null;
  /** The document that states the decision; null before it is written. */
  readonly decisionDocumentId: Hex32 | null;
}

export interface ChecklistItem extends ChecklistStep {
  /** Null while it is open. */
  readonly done: { readonly actor: string; readonly timeSeconds: number; readonly note: string } | null;
}

export interface Amount {
  readonly sort: string;
  readonly amount: string;
  readonly currency: string;
}

export interface OutcomeView {
  readonly sequence: number;
  readonly result: OutcomeRow["result"];
  readonly findings: readonly string[];
  readonly amounts: readonly Amount[];
  readonly attachments: readonly Hex32[];
  readonly note: string;
  readonly actor: string;
  readonly timeSeconds: number;
}

/** Everything about one decision. */
export interface AssessmentDetail extends AssessmentView {
  readonly decision: LaneDecision;
  readonly checklist: readonly ChecklistItem[];
  readonly outcomes: readonly OutcomeView[];
}

export function assessmentView(row: AssessmentRow): AssessmentView {
  const { reasonCategory, risk } = JSON.parse(row.decision) as LaneDecision;
  return {
    ...{ documentId: row.document_id, kind: row.kind, issuer: row.issuer, office: row.office },
    ...{ lane: row.lane as LaneName, computedLane: row.computed_lane as LaneName, reasonCategory },
    ...{ reason: REASON_CATEGORIES[reasonCategory], risk, decidedAtSeconds: row.decided_at_seconds },
    ...{ releasedAtSeconds: row.released_at_seconds, decisionDocumentId: row.decision_document_id },
  };
}

/** The decision of a declaration. @throws ASSESSMENT_NOT_FOUND */
export async function findAssessment(database: Database, documentId: Hex32): Promise<AssessmentRow> {
  const row = await database
    .selectFrom("assessments")
    .selectAll()
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  if (!row) throw new GatewayError("ASSESSMENT_NOT_FOUND", "No lane was decided for a declaration of this id here.");
  return row;
}

/** A decision that may still change. @throws ASSESSMENT_NOT_FOUND, ASSESSMENT_RELEASED */
export async function findUnreleased(database: Database, documentId: Hex32): Promise<AssessmentRow> {
  const row = await findAssessment(database, documentId);
  if (row.released_at_seconds === null) return row;
  throw new GatewayError("ASSESSMENT_RELEASED", "The declaration is released; its lane and checklist change no more.");
}

export async function assessmentDetail(database: Database, row: AssessmentRow): Promise<AssessmentDetail> {
  const outcomes = await database
    .selectFrom("outcomes")
    .selectAll()
    .where("document_id", "=", row.document_id)
    .orderBy("sequence")
    .execute();
  return {
    ...assessmentView(row),
    decision: JSON.parse(row.decision) as LaneDecision,
    checklist: await checklistOf(database, row),
    outcomes: outcomes.map(outcomeView),
  };
}

/** The steps of a declaration's lane, and which are done. */
export async function checklistOf(
  database: Database,
  { document_id, lane }: Pick<AssessmentRow, "document_id" | "lane">,
): Promise<ChecklistItem[]> {
  const { checklists } = await readStandingSettings(database);
  const marks = await database
    .selectFrom("checklist_marks")
    .selectAll()
    .where("document_id", "=", document_id)
    .execute();
  return checklists[lane as LaneName].map(({ step, text }) => {
    const mark = marks.find((one) => one.step === step);
    return { step, text, done: mark ? { actor: mark.actor, timeSeconds: mark.time_seconds, note: mark.note } : null };
  });
}

const outcomeView = (row: OutcomeRow): OutcomeView => ({
  ...{ sequence: row.sequence, result: row.result, findings: JSON.parse(row.findings) as string[] },
  amounts: JSON.parse(row.amounts) as Amount[],
  attachments: JSON.parse(row.attachments) as Hex32[],
  ...{ note: row.note, actor: row.actor, timeSeconds: row.time_seconds },
});
