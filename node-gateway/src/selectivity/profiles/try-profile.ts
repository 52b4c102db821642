import {
  explainProfiles,
  type Hex32,
  type LaneDecision,
  type LaneName,
  type PastDeclaration,
  type RuleSubject,
  readStatement,
  type WhatIf,
  whatIf,
} from "@sealane/sdk";
import { appendAudit } from "../../audit/append-audit.ts";
import type { AssessmentRow } from "../../database/schema/selectivity.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { openFields } from "../../papers/facts-of.ts";
import { findDocument, openPaper } from "../../papers/find-document.ts";
import type { Acting } from "../../usecases/views.ts";
import { subjectOf } from "../lanes/assess-declaration.ts";
import { findAssessment } from "../lanes/assessment-view.ts";
import { approvedRows, findProfile, profileFrom, profileIn } from "./profile-rows.ts";

/** The most declarations that a trial opens. */
const MAX_PAST = 2_000;

export interface TryProfileInput extends Acting {
  /** A profile that need not be kept. */
  readonly profile: unknown;
  /** How far back, in days. */
  readonly days: number;
}

export interface TriedProfile extends WhatIf {
  /** Declarations that are not held here any more, or not readable. */
  readonly unread: number;
  /** Whether there were more than are opened for a trial: the latest were taken. */
  readonly isCut: boolean;
}

/**
 * Runs a profile over the declarations that were decided here: hits, precision against what inspections found, and the
 * load that it adds to its lane. Opens own papers, which the audit log says once; those that others shared are not opened.
 * @throws SdkError PROFILE_INVALID
 */
export async function tryProfile(gateway: Gateway, input: TryProfileInput): Promise<TriedProfile> {
  const profile = profileFrom({ ...(input.profile as object), version: 1 });
  const timeSeconds = gateway.clock();
  const rows = await pastRows(gateway, timeSeconds - input.days * 86_400);
  await gateway.database.transaction().execute((transaction) =>
    appendAudit(transaction, {
      ...{ action: "tryProfile", actor: input.actor, subject: `profile ${profile.name}`, timeSeconds },
    }),
  );
  const past: PastDeclaration[] = [];
  for (const row of rows.slice(0, MAX_PAST)) {
    const subject = await pastSubject(gateway, row);
    const wasWrong = row.result === null ? null : row.result === "wrong";
    if (subject) past.push({ subject, lane: row.lane as LaneName, wasWrong });
  }
  const read = Math.min(rows.length, MAX_PAST);
  return { ...whatIf(profile, past), unread: read - past.length, isCut: rows.length > MAX_PAST };
}

async function pastRows({ database }: Gateway, sinceSeconds: number) {
  const rows = await database
    .selectFrom("assessments")
    .leftJoin("outcomes", "outcomes.document_id", "assessments.document_id")
    .selectAll("assessments")
    .select("outcomes.result")
    .where("decided_at_seconds", ">=", sinceSeconds)
    .orderBy("assessments.sequence", "desc")
    .orderBy("outcomes.sequence")
    .limit(2 * MAX_PAST)
    .execute();
  return [...new Map(rows.map((row) => [row.document_id, row])).values()];
}

/** What rules knew of a declaration when it was decided: facts of its paper, alerts and findings of its decision. */
async function pastSubject(gateway: Gateway, row: AssessmentRow): Promise<RuleSubject | undefined> {
  try {
    const document = await findDocument(gateway, row.document_id);
    const paper = await openPaper(gateway, document);
    const { kind, issuer } = readStatement(paper.statement).claims;
    const { facts } = openFields(paper.body);
    const { signals } = JSON.parse(row.decision) as LaneDecision;
    return {
      ...(await subjectOf(gateway, { kind, issuer, facts })),
      findings: signals.filter(({ source }) => source === "finding"),
      // Of which category an alert was the decision does not say: what a rule asks of that is unknown.
      alerts: signals.filter(({ source }) => source === "alert").map(({ name, score: weight }) => ({ name, weight })),
      ...(row.model_score !== null && { modelScore: Number(row.model_score) }),
    };
  } catch (error) {
    if (error instanceof GatewayError) return undefined;
    throw error;
  }
}

/**
 * Why each profile in force, or one that is named, hits a declaration or does not, condition by condition, with what it
 * saw. That is document content, and the audit log says who saw it.
 * @throws ASSESSMENT_NOT_FOUND, PROFILE_NOT_FOUND, DOCUMENT_NOT_FOUND
 */
export async function explainProfilesOn(
  gateway: Gateway,
  { documentId, name, actor }: Acting & { readonly documentId: Hex32; readonly name?: string },
): Promise<{ readonly profiles: ReturnType<typeof explainProfiles> }> {
  const { database, clock } = gateway;
  const row = await findAssessment(database, documentId);
  const rows = name === undefined ? await approvedRows(database) : [await findProfile(database, name)];
  const entry = { action: "explainProfiles", actor, subject: documentId, timeSeconds: clock() };
  await database.transaction().execute((transaction) => appendAudit(transaction, entry));
  const subject = await pastSubject(gateway, row);
  if (!subject)
    throw new GatewayError("DOCUMENT_NOT_FOUND", "The declaration is not held here, so nothing of it is shown.");
  return { profiles: explainProfiles(rows.map(profileIn), subject) };
}
