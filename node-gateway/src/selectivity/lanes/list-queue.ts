import type { Hex32, LaneName } from "@sealane/sdk";
import type { ExpressionBuilder } from "kysely";
import type { Schema } from "../../database/schema.ts";
import type { Gateway } from "../../gateway.ts";
import { limitOf, positionOf } from "../../usecases/page.ts";
import type { Page } from "../../usecases/views.ts";
import {
  type AssessmentDetail,
  type AssessmentView,
  assessmentDetail,
  assessmentView,
  findAssessment,
} from "./assessment-view.ts";

export interface ListQueueInput {
  readonly lane?: LaneName;
  readonly office?: string;
  /** `waiting` for those that stand and are not released yet, the default; `released`, or all. */
  readonly state?: "waiting" | "released" | "all";
  readonly after?: string;
  readonly limit?: number;
}

/** What was replaced or withdrawn waits for nobody. */
const stands = (row: ExpressionBuilder<Schema, "assessments">) =>
  row.not(
    row.exists(
      row
        .selectFrom("tombstones")
        .select("tombstones.document_id")
        .whereRef("tombstones.document_id", "=", "assessments.document_id")
        .whereRef("tombstones.member_id", "=", "assessments.issuer"),
    ),
  );

/** Declarations in their lanes, who waits longest first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listQueue({ database }: Gateway, input: ListQueueInput): Promise<Page<AssessmentView>> {
  const limit = limitOf(input.limit);
  const { state = "waiting", lane, office, after } = input;
  let query = database
    .selectFrom("assessments")
    .selectAll()
    .orderBy("sequence")
    .limit(limit + 1);
  if (state === "waiting") query = query.where(stands);
  if (state !== "all") query = query.where("released_at_seconds", state === "waiting" ? "is" : "is not", null);
  if (lane !== undefined) query = query.where("lane", "=", lane);
  if (office !== undefined) query = query.where("office", "=", office);
  if (after !== undefined) query = query.where("sequence", ">", positionOf(after));
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(assessmentView), next: rows.length > limit && last ? String(last.sequence) : null };
}

/** Everything about one decision. @throws ASSESSMENT_NOT_FOUND */
export const getAssessment = async (
  { database }: Gateway,
  { documentId }: { readonly documentId: Hex32 },
): Promise<AssessmentDetail> => assessmentDetail(database, await findAssessment(database, documentId));
