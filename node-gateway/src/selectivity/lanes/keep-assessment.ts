import { type LaneName, type Profile, type Signal, strictnessOf } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../../audit/append-audit.ts";
import type { Schema } from "../../database/schema.ts";
import { appendEvent } from "../../events/append-event.ts";
import type { Gateway } from "../../gateway.ts";
import { subjectOf } from "../profiles/profile-rows.ts";
import { retire } from "../profiles/write-profiles.ts";
import { ASSESSOR } from "../sources/papers-findings.ts";
import type { Declaration } from "../sources/source.ts";
import type { Assessed } from "./assess-declaration.ts";
import { readStandingSettings } from "./lane-settings.ts";

/** Writes a decision down: its row, hits, audit entry and event in one transaction. One that is there already stays. */
export async function keepAssessment(gateway: Gateway, declaration: Declaration, assessed: Assessed): Promise<void> {
  const { documentId } = declaration;
  await gateway.database.transaction().execute(async (transaction) => {
    const known = transaction.selectFrom("assessments").select("sequence").where("document_id", "=", documentId);
    if (await known.executeTakeFirst()) return;
    await insertAssessment(transaction, declaration, assessed);
    await keepHits(transaction, assessed);
    const { lane, reasonCategory, office, decidedAt: timeSeconds } = assessed.decision;
    const subject = documentId;
    await appendAudit(transaction, { action: "decideLane", actor: ASSESSOR, subject, timeSeconds });
    const data = { documentId, lane, reasonCategory, office };
    await appendEvent(transaction, { type: "sealane.lane.decided", subject, data, timeSeconds });
    if ((await readStandingSettings(transaction)).checklists[lane].length > 0) return;
    await noteRelease(transaction, { documentId, lane, timeSeconds });
  });
}

async function insertAssessment(
  transaction: Transaction<Schema>,
  { documentId, issuer, kind, consignment, anchoredAtSeconds }: Declaration,
  { decision, choice, modelScore }: Assessed,
): Promise<void> {
  const { last } = await transaction
    .selectFrom("assessments")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  const { office, lane, computedLane, decidedAt } = decision;
  await transaction
    .insertInto("assessments")
    .values({
      ...{ document_id: documentId, sequence: Number(last ?? 0) + 1, issuer, kind, consignment, office, lane },
      ...{ computed_lane: computedLane, is_random_stratum: Number(choice.isRandomStratum) },
      ...{ is_left_to_chance: Number(choice.isLeftToChance), decision: JSON.stringify(decision) },
      ...{ model_score: modelScore === null ? null : String(modelScore), revision: 1, stated_revision: 0 },
      ...{ decision_document_id: null, told_revision: 0, anchored_at_seconds: anchoredAtSeconds },
      block_hash: decision.draw?.blockHash ?? null,
      ...{ decided_at_seconds: decidedAt, released_at_seconds: null },
    })
    .execute();
}

/** Notes the release of a declaration and tells of it. */
export async function noteRelease(
  transaction: Transaction<Schema>,
  { documentId, lane, timeSeconds }: { documentId: string; lane: string; timeSeconds: number },
): Promise<void> {
  await transaction
    .updateTable("assessments")
    .set({ released_at_seconds: timeSeconds })
    .where("document_id", "=", documentId)
    .execute();
  const data = { documentId, lane };
  await appendEvent(transaction, { type: "sealane.lane.released", subject: documentId, data, timeSeconds });
}

/** Keeps which profiles hit, and counts their hits that chose no lane. */
export async function keepHits(transaction: Transaction<Schema>, { decision, ruleSet }: Assessed): Promise<void> {
  const profiles = new Map(ruleSet.rules.map(({ profile }) => [profile.name, profile]));
  for (const { source, name } of decision.signals as readonly Signal[]) {
    const profile = source === "profile" ? profiles.get(name) : undefined;
    if (profile) await keepHit(transaction, profile, decision);
  }
}

type Decided = Pick<Assessed["decision"], "documentId" | "lane" | "decidedAt">;

async function keepHit(transaction: Transaction<Schema>, profile: Profile, decided: Decided): Promise<void> {
  const isSelected = isAtLeast(decided.lane, profile.lane);
  const { name, version } = profile;
  await transaction
    .insertInto("assessment_hits")
    .values({ document_id: decided.documentId, profile: name, version, is_selected: Number(isSelected) })
    .execute();
  await countHits(transaction, profile, decided.decidedAt);
}

export const isAtLeast = (lane: LaneName, than: LaneName): boolean => strictnessOf(lane) >= strictnessOf(than);

/** Hits that are looked back at for a profile without a maximum. */
const LOOKED_BACK = 100;

/** Counts a profile's latest hits in a row that chose no lane; at its maximum it retires, as in ASYCUDA. */
export async function countHits(
  transaction: Transaction<Schema>,
  { name, version, maxHitsWithoutSelection: most }: Profile,
  timeSeconds: number,
): Promise<void> {
  const latest = await transaction
    .selectFrom("assessment_hits as hit")
    .innerJoin("assessments", "assessments.document_id", "hit.document_id")
    .select("hit.is_selected")
    .where("hit.profile", "=", name)
    .where("hit.version", "=", version)
    .orderBy("assessments.sequence", "desc")
    .limit(most ?? LOOKED_BACK)
    .execute();
  const chosen = latest.findIndex(({ is_selected }) => is_selected === 1);
  const count = chosen < 0 ? latest.length : chosen;
  await transaction
    .updateTable("profile_versions")
    .set({ hits_without_selection: count })
    .where("name", "=", name)
    .where("version", "=", version)
    .execute();
  if (most === null || count < most) return;
  const because = `${count} hits in a row chose no lane.`;
  await retireByItself(transaction, { name, version, because, timeSeconds });
}

/** Retires a profile without an officer, and tells of it. */
export async function retireByItself(
  transaction: Transaction<Schema>,
  { name, version, because, timeSeconds }: { name: string; version: number; because: string; timeSeconds: number },
): Promise<void> {
  await retire(transaction, { name, version, because, timeSeconds });
  const subject = subjectOf(name, version);
  await appendAudit(transaction, { action: "retireByRule", actor: ASSESSOR, subject, timeSeconds });
  const data = { name, version, because };
  await appendEvent(transaction, { type: "sealane.profile.retired", subject, data, timeSeconds });
}
