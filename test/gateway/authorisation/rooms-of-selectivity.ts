import { createHash } from "node:crypto";
import { DEFAULT_LANE_SETTINGS, type Hex32, type LaneDecision, signProfile } from "@sealane/sdk";
import { profile } from "../../support/sdk/rules.ts";
import { type Cell, type Room, RULES, type Rule } from "./rules.ts";

const decidedHere = (code: "ASSESSMENT_NOT_FOUND" | "PROFILE_NOT_FOUND", why: string): Rule => ({
  why: `${why}; what does not exist nobody has`,
  of: ({ viewer, subject }) => (viewer === "owner" && !subject.situation.isUnknown ? "open" : code),
});
const OWN_DECISION = decidedHere("ASSESSMENT_NOT_FOUND", "What an agency decided of a declaration is its own");
const OWN_PROFILE = decidedHere("PROFILE_NOT_FOUND", "What an agency looks for is its own");

const { version: _, ...written } = profile("unkept", 'ucr = "none"');

/** A declaration of the owner's in a lane, one for each thing that is done to it. */
async function decided({ stage, subject }: Cell, operation: string): Promise<{ readonly documentId: Hex32 }> {
  const documentId = operation === "" ? subject.documentId : idOf(`${subject.documentId} ${operation}`);
  if (subject.situation.isUnknown) return { documentId };
  const { gateway } = stage.members.owner;
  const decision: LaneDecision = {
    ...{ documentId, memberId: gateway.memberId, office: null, lane: "yellow", computedLane: "yellow" },
    ...{ reasonCategory: "rule", risk: 0, steps: [], signals: [], ruleSetDigest: idOf("rules") },
    ...{ settingsDigest: idOf("settings"), modelDigest: null, draw: null, override: null, decidedAt: 1 },
  };
  const { last } = await gateway.database
    .selectFrom("assessments")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  await gateway.database
    .insertInto("assessments")
    .values({
      ...{
        document_id: documentId,
        sequence: Number(last ?? 0) + 1,
        issuer: gateway.memberId,
        kind: "declaration-import",
      },
      ...{ consignment: documentId, office: null, lane: "yellow", computed_lane: "yellow", is_random_stratum: 0 },
      ...{ is_left_to_chance: 0, model_score: null, decision: JSON.stringify(decision), revision: 1 },
      ...{ stated_revision: 1, decision_document_id: null, told_revision: 0, block_hash: null, anchored_at_seconds: 1 },
      ...{ decided_at_seconds: 1, released_at_seconds: null },
    })
    .onConflict((conflict) => conflict.column("document_id").doNothing())
    .execute();
  if (operation !== "release") return { documentId };
  const mark = { document_id: documentId, step: "documents-checked", note: "", actor: "officer", time_seconds: 1 };
  await gateway.database
    .insertInto("checklist_marks")
    .values(mark)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { documentId };
}

const idOf = (text: string): Hex32 => createHash("sha256").update(text).digest("hex");

/** A profile of the owner's, one for each situation and state. */
async function kept({ stage, subject }: Cell, state: "draft" | "approved"): Promise<{ readonly name: string }> {
  const name = `${state}-${subject.at}`;
  if (subject.situation.isUnknown) return { name };
  const { gateway } = stage.members.owner;
  await gateway.database
    .insertInto("profile_versions")
    .values({
      ...{ name, version: 1, state, profile: JSON.stringify({ ...written, name, version: 1 }), author: "somebody" },
      ...{ source_member: gateway.memberId, approver: null, jws: null, hits_without_selection: 0 },
      ...{ created_at_seconds: 1, approved_at_seconds: null, retired_at_seconds: null, retired_because: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { name };
}

const about =
  (operation: string, body?: object): NonNullable<Room["asked"]> =>
  async (cell) => ({ params: { ...(await decided(cell, operation)) }, ...(body && { body }) });

/** Risk profiles and lanes, by operation. */
export const ROOMS_OF_SELECTIVITY: Readonly<Record<string, Room>> = {
  listProfiles: { access: "profiles:read", rule: RULES.same },
  getProfile: {
    access: "profiles:read",
    rule: OWN_PROFILE,
    asked: async (cell) => ({ params: { ...(await kept(cell, "draft")) } }),
  },
  draftProfile: {
    access: "profiles:write",
    rule: RULES.same,
    asked: ({ subject: { at } }) => ({ body: { ...written, name: `new-${at}` } }),
  },
  importProfile: {
    access: "profiles:write",
    rule: RULES.same,
    asked: ({ stage: { members }, subject: { at } }) => {
      const { memberId, keys, clock } = members.owner.gateway;
      const taken = { ...written, name: `taken-${at}`, version: 1 };
      return { body: { jws: signProfile({ issuer: memberId, issuedAt: clock(), profile: taken }, keys.statement) } };
    },
  },
  validateRule: { access: "profiles:read", rule: RULES.same, asked: () => ({ body: { text: 'ucr = "1"' } }) },
  tryProfile: { access: "profiles:read", rule: RULES.same, asked: () => ({ body: { profile: written, days: 1 } }) },
  approveProfile: {
    access: "profiles:approve",
    rule: OWN_PROFILE,
    asked: async (cell) => ({ params: { ...(await kept(cell, "draft")) }, body: { version: 1 } }),
  },
  retireProfile: {
    access: "profiles:approve",
    rule: OWN_PROFILE,
    asked: async (cell) => ({ params: { ...(await kept(cell, "approved")) }, body: { version: 1, reason: "Over." } }),
  },
  listQueue: { access: "lanes:read", rule: RULES.same },
  getLaneSettings: { access: "lanes:read", rule: RULES.same },
  setLaneSettings: {
    access: "lanes:admin",
    rule: RULES.same,
    asked: () => ({ body: { settings: DEFAULT_LANE_SETTINGS } }),
  },
  laneFigures: { access: "lanes:read", rule: RULES.same },
  getAssessment: { access: "lanes:read", rule: OWN_DECISION, asked: about("") },
  explainProfiles: { access: "documents:read", rule: OWN_DECISION, asked: about("") },
  rerouteDeclaration: {
    access: "lanes:reroute",
    rule: OWN_DECISION,
    asked: about("reroute", { lane: "blue", reason: "Known." }),
  },
  markStep: {
    access: "lanes:write",
    rule: OWN_DECISION,
    asked: about("step", { step: "documents-checked", note: "" }),
  },
  recordOutcome: {
    access: "lanes:write",
    rule: OWN_DECISION,
    asked: about("outcome", { result: "in-order", findings: [], amounts: [], attachments: [], note: "" }),
  },
  releaseDeclaration: { access: "lanes:write", rule: OWN_DECISION, asked: about("release", {}) },
};
