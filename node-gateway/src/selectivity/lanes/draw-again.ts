import type { LaneDecision } from "@sealane/sdk";
import { appendAudit } from "../../audit/append-audit.ts";
import type { AssessmentRow } from "../../database/schema/selectivity.ts";
import { appendEvent } from "../../events/append-event.ts";
import type { Gateway } from "../../gateway.ts";
import { ASSESSOR } from "../sources/papers-findings.ts";
import type { Declaration } from "../sources/source.ts";
import type { Assessed } from "./assess-declaration.ts";
import { keepHits } from "./keep-assessment.ts";

/** How far back a changed history is looked for. */
const DAY_SECONDS = 86_400;
const MAX_MOVED = 100;

/** Decisions whose declarations stand in another block now than the one they were drawn at: the chain undid that one. */
export const movedAssessments = ({ database, clock }: Gateway): Promise<AssessmentRow[]> =>
  database
    .selectFrom("assessments")
    .innerJoin("entries", (join) =>
      join
        .onRef("entries.document_id", "=", "assessments.document_id")
        .onRef("entries.member_id", "=", "assessments.issuer"),
    )
    .innerJoin("block_hashes", "block_hashes.block_number", "entries.block_number")
    .selectAll("assessments")
    .where("assessments.decided_at_seconds", ">=", clock() - DAY_SECONDS)
    .where("assessments.block_hash", "is not", null)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom("entries as same")
            .innerJoin("block_hashes as block", "block.block_number", "same.block_number")
            .select("block.hash")
            .whereRef("same.document_id", "=", "assessments.document_id")
            .whereRef("same.member_id", "=", "assessments.issuer")
            .whereRef("block.hash", "=", "assessments.block_hash"),
        ),
      ),
    )
    .limit(MAX_MOVED)
    .execute();

/** Takes a new decision in the place of one that was drawn at an undone block. What an officer decided stays. */
export async function keepAgain(
  gateway: Gateway,
  { declaration, assessed, before }: { declaration: Declaration; assessed: Assessed; before: AssessmentRow },
): Promise<void> {
  const { documentId } = declaration;
  const { override } = JSON.parse(before.decision) as LaneDecision;
  const kept = override && { override, lane: override.to, reasonCategory: "officer" as const };
  const decision: LaneDecision = { ...assessed.decision, ...kept };
  const revision = before.revision + 1;
  const timeSeconds = decision.decidedAt;
  await gateway.database.transaction().execute(async (transaction) => {
    const updated = await transaction
      .updateTable("assessments")
      .set({
        ...{ lane: decision.lane, computed_lane: decision.computedLane, decision: JSON.stringify(decision), revision },
        is_random_stratum: Number(assessed.choice.isRandomStratum),
        is_left_to_chance: Number(assessed.choice.isLeftToChance),
        ...{ block_hash: decision.draw?.blockHash ?? null, anchored_at_seconds: declaration.anchoredAtSeconds },
      })
      .where("document_id", "=", documentId)
      .where("revision", "=", before.revision)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return;
    await transaction.deleteFrom("assessment_hits").where("document_id", "=", documentId).execute();
    await keepHits(transaction, { ...assessed, decision });
    await appendAudit(transaction, { action: "drawAgain", actor: ASSESSOR, subject: documentId, timeSeconds });
    const data = { documentId, from: before.lane, lane: decision.lane, revision };
    const fact = { type: "sealane.lane.changed" as const, subject: documentId, data, timeSeconds };
    await appendEvent(transaction, { ...fact, occasion: [revision] });
  });
}
