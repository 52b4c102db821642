import type { Hex32, Json, LaneDecision, LaneName, Profile } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { settleMatchesOn } from "../../alerts/settle-matches.ts";
import type { AssessmentRow, OutcomeRow } from "../../database/schema/selectivity.ts";
import type { Schema } from "../../database/schema.ts";
import { GatewayError } from "../../errors.ts";
import { appendEvent } from "../../events/append-event.ts";
import type { Gateway } from "../../gateway.ts";
import { findDocument } from "../../papers/find-document.ts";
import { officerPseudonym } from "../../readings/officer-pseudonym.ts";
import type { Writing } from "../../usecases/views.ts";
import { writeOnce } from "../../usecases/write-once.ts";
import { profileIn } from "../profiles/profile-rows.ts";
import {
  type Amount,
  type AssessmentDetail,
  assessmentDetail,
  checklistOf,
  findAssessment,
  findUnreleased,
} from "./assessment-view.ts";
import { countHits, isAtLeast, noteRelease } from "./keep-assessment.ts";

interface About extends Writing {
  readonly documentId: Hex32;
}

interface Work {
  readonly route: string;
  readonly content: Json;
  readonly work: (transaction: Transaction<Schema>, timeSeconds: number) => Promise<unknown>;
}

/** A change of one decision, once, and what it is afterwards. */
async function change(gateway: Gateway, about: About, { route, content, work }: Work): Promise<AssessmentDetail> {
  const { documentId } = about;
  await writeOnce(gateway, about, {
    ...{ route, content: { documentId, content } },
    work: async (transaction, timeSeconds) => {
      await work(transaction, timeSeconds);
      return documentId;
    },
  });
  return assessmentDetail(gateway.database, await findAssessment(gateway.database, documentId));
}

/**
 * Sends a declaration to another lane. The reason is kept in the decision's document, of which a new version is written.
 * @throws ASSESSMENT_NOT_FOUND, ASSESSMENT_RELEASED, LANE_UNCHANGED
 */
export function reroute(
  gateway: Gateway,
  input: About & { readonly lane: LaneName; readonly reason: string },
): Promise<AssessmentDetail> {
  const { documentId, lane, reason, actor } = input;
  return change(gateway, input, {
    ...{ route: "rerouteDeclaration", content: { lane, reason } },
    work: async (transaction, timeSeconds) => {
      const row = await findUnreleased(transaction, documentId);
      if (row.lane === lane) throw new GatewayError("LANE_UNCHANGED", "The declaration goes this lane already.");
      const from = row.lane as LaneName;
      const officer = officerPseudonym(gateway, actor);
      const override = { from, to: lane, reason, officer, overriddenAt: timeSeconds };
      const before = JSON.parse(row.decision) as LaneDecision;
      const decision: LaneDecision = { ...before, lane, reasonCategory: "officer", override, decidedAt: timeSeconds };
      await transaction
        .updateTable("assessments")
        .set({ lane, decision: JSON.stringify(decision), revision: row.revision + 1 })
        .where("document_id", "=", documentId)
        .execute();
      await recountHits(transaction, row, { lane, timeSeconds });
      const data = { documentId, from, lane, revision: row.revision + 1 };
      const fact = { type: "sealane.lane.changed" as const, subject: documentId, data, timeSeconds };
      await appendEvent(transaction, { ...fact, occasion: [row.revision + 1] });
    },
  });
}

/** A hit that an officer sends below its profile's lane chose no lane, whatever was decided before. */
async function recountHits(
  transaction: Transaction<Schema>,
  { document_id }: AssessmentRow,
  { lane, timeSeconds }: { lane: LaneName; timeSeconds: number },
): Promise<void> {
  const hits = await transaction
    .selectFrom("assessment_hits as hit")
    .innerJoin("profile_versions as version", (join) =>
      join.onRef("version.name", "=", "hit.profile").onRef("version.version", "=", "hit.version"),
    )
    .select(["hit.profile as name", "hit.is_selected", "version.profile"])
    .where("hit.document_id", "=", document_id)
    .execute();
  for (const { name, profile: text, is_selected } of hits) {
    const profile: Profile = profileIn({ profile: text });
    const isSelected = isAtLeast(lane, profile.lane);
    if (Number(isSelected) === is_selected) continue;
    await transaction
      .updateTable("assessment_hits")
      .set({ is_selected: Number(isSelected) })
      .where("document_id", "=", document_id)
      .where("profile", "=", name)
      .execute();
    await countHits(transaction, profile, timeSeconds);
  }
}

/** Notes a step of the checklist as done. @throws ASSESSMENT_NOT_FOUND, ASSESSMENT_RELEASED, CHECKLIST_STEP_UNKNOWN */
export function markStep(
  gateway: Gateway,
  input: About & { readonly step: string; readonly note: string },
): Promise<AssessmentDetail> {
  const { documentId, step, note, actor } = input;
  return change(gateway, input, {
    ...{ route: "markChecklistStep", content: { step, note } },
    work: async (transaction, timeSeconds) => {
      const row = await findUnreleased(transaction, documentId);
      if (!(await checklistOf(transaction, row)).some((item) => item.step === step)) {
        throw new GatewayError("CHECKLIST_STEP_UNKNOWN", "The checklist of this lane has no such step.");
      }
      await transaction
        .insertInto("checklist_marks")
        .values({ document_id: documentId, step, note, actor, time_seconds: timeSeconds })
        .onConflict((conflict) => conflict.columns(["document_id", "step"]).doNothing())
        .execute();
    },
  });
}

/** Releases a declaration. @throws ASSESSMENT_NOT_FOUND, ASSESSMENT_RELEASED, CHECKLIST_INCOMPLETE */
export function release(gateway: Gateway, input: About): Promise<AssessmentDetail> {
  const { documentId } = input;
  return change(gateway, input, {
    ...{ route: "releaseDeclaration", content: null },
    work: async (transaction, timeSeconds) => {
      const row = await findUnreleased(transaction, documentId);
      const open = (await checklistOf(transaction, row)).filter(({ done }) => done === null).length;
      if (open > 0) {
        throw new GatewayError("CHECKLIST_INCOMPLETE", `${open} step(s) of the checklist are open; do them first.`);
      }
      await noteRelease(transaction, { documentId, lane: row.lane, timeSeconds });
    },
  });
}

export interface OutcomeInput extends About {
  readonly result: OutcomeRow["result"];
  /** Codes of what was found. */
  readonly findings: readonly string[];
  readonly amounts: readonly Amount[];
  /** Documents held here, such as photos and reports. */
  readonly attachments: readonly Hex32[];
  readonly note: string;
}

/**
 * Records what an inspection, a check or an audit found; after release too, since an audit comes later. The last one of a
 * declaration holds.
 * @throws ASSESSMENT_NOT_FOUND, DOCUMENT_NOT_FOUND
 */
export async function recordOutcome(gateway: Gateway, input: OutcomeInput): Promise<AssessmentDetail> {
  const { documentId, result, findings, amounts, attachments, note, actor } = input;
  for (const attachment of attachments) await findDocument(gateway, attachment);
  return change(gateway, input, {
    ...{ route: "recordOutcome", content: { result, findings, amounts, attachments, note } as unknown as Json },
    work: async (transaction, timeSeconds) => {
      await findAssessment(transaction, documentId);
      const { last } = await transaction
        .selectFrom("outcomes")
        .select((row) => row.fn.max("sequence").as("last"))
        .where("document_id", "=", documentId)
        .executeTakeFirstOrThrow();
      const lists = [findings, amounts, attachments].map((list) => JSON.stringify(list)) as [string, string, string];
      await transaction
        .insertInto("outcomes")
        .values({
          ...{ document_id: documentId, sequence: Number(last ?? 0) + 1, result, note, actor },
          ...{ findings: lists[0], amounts: lists[1], attachments: lists[2], time_seconds: timeSeconds },
        })
        .execute();
      const state = result === "wrong" ? "confirmed" : "falsePositive";
      await settleMatchesOn(gateway, transaction, { documentId, state, result: null });
    },
  });
}
