import type { Hex32, LaneName, RuleNode } from "../src/index.ts";
import { type Calls, newKey } from "./calls.ts";
import type * as S from "./selectivity-views.ts";
import type { Page } from "./views.ts";

/** Risk profiles, and the lanes that declarations go. */
export interface SelectivityClient {
  listProfiles(query?: S.ProfilesQuery): Promise<Page<S.ProfileVersion>>;
  /** The newest version by default. */
  getProfile(name: string, query?: { version?: number }): Promise<S.ProfileVersion>;
  draftProfile(profile: S.NewProfile, idempotencyKey?: string): Promise<S.ProfileVersion>;
  /** Takes over, as a draft, what another member signed. */
  importProfile(jws: string, idempotencyKey?: string): Promise<S.ProfileVersion>;
  validateRule(rule: { text: string } | { rule: RuleNode }): Promise<S.CheckedRuleView>;
  tryProfile(profile: S.NewProfile, days: number): Promise<S.TriedProfile>;
  approveProfile(name: string, version: number, idempotencyKey?: string): Promise<S.ProfileVersion>;
  retireProfile(
    name: string,
    it: { version: number; reason: string },
    idempotencyKey?: string,
  ): Promise<S.ProfileVersion>;
  listQueue(query?: S.QueueQuery): Promise<Page<S.Assessment>>;
  getAssessment(documentId: Hex32): Promise<S.AssessmentDetail>;
  explainProfiles(documentId: Hex32, query?: { name?: string }): Promise<{ profiles: S.ExplainedProfile[] }>;
  rerouteDeclaration(
    documentId: Hex32,
    it: { lane: LaneName; reason: string },
    idempotencyKey?: string,
  ): Promise<S.AssessmentDetail>;
  markStep(documentId: Hex32, it: { step: string; note: string }, idempotencyKey?: string): Promise<S.AssessmentDetail>;
  recordOutcome(documentId: Hex32, outcome: S.NewOutcome, idempotencyKey?: string): Promise<S.AssessmentDetail>;
  releaseDeclaration(documentId: Hex32, idempotencyKey?: string): Promise<S.AssessmentDetail>;
  getLaneSettings(): Promise<S.StandingLaneSettings>;
  setLaneSettings(settings: S.NewLaneSettings, idempotencyKey?: string): Promise<S.StandingLaneSettings>;
  laneFigures(query?: S.FiguresQuery): Promise<S.LaneFigures>;
}

/** The part of a client that selects. */
export function createSelectivity({ get, post }: Calls): SelectivityClient {
  const profile = (name: string) => `/v1/profiles/${encodeURIComponent(name)}`;
  const lane = (documentId: Hex32) => `/v1/lanes/${encodeURIComponent(documentId)}`;
  return {
    listProfiles: (query = {}) => get("/v1/profiles", { ...query }),
    getProfile: (name, query = {}) => get(profile(name), { ...query }),
    draftProfile: (json, idempotencyKey = newKey()) => post("/v1/profiles", { json, idempotencyKey }),
    importProfile: (jws, idempotencyKey = newKey()) => post("/v1/profiles/import", { json: { jws }, idempotencyKey }),
    validateRule: (json) => post("/v1/profiles/validate", { json }),
    tryProfile: (it, days) => post("/v1/profiles/try", { json: { profile: it, days } }),
    approveProfile: (name, version, idempotencyKey = newKey()) =>
      post(`${profile(name)}/approve`, { json: { version }, idempotencyKey }),
    retireProfile: (name, json, idempotencyKey = newKey()) => post(`${profile(name)}/retire`, { json, idempotencyKey }),
    listQueue: (query = {}) => get("/v1/lanes", { ...query }),
    getAssessment: (documentId) => get(lane(documentId)),
    explainProfiles: (documentId, query = {}) => get(`${lane(documentId)}/profiles`, { ...query }),
    rerouteDeclaration: (documentId, json, idempotencyKey = newKey()) =>
      post(`${lane(documentId)}/reroute`, { json, idempotencyKey }),
    markStep: (documentId, json, idempotencyKey = newKey()) =>
      post(`${lane(documentId)}/steps`, { json, idempotencyKey }),
    recordOutcome: (documentId, json, idempotencyKey = newKey()) =>
      post(`${lane(documentId)}/outcomes`, { json, idempotencyKey }),
    releaseDeclaration: (documentId, idempotencyKey = newKey()) =>
      post(`${lane(documentId)}/release`, { json: {}, idempotencyKey }),
    getLaneSettings: () => get("/v1/lanes/settings"),
    setLaneSettings: (json, idempotencyKey = newKey()) => post("/v1/lanes/settings", { json, idempotencyKey }),
    laneFigures: (query = {}) => get("/v1/lanes/figures", { ...query }),
  };
}
