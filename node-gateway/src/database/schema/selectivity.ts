/** Tables of risk profiles, lanes and what came of declarations. */
export interface SelectivityTables {
  profile_versions: ProfileVersionRow;
  lane_settings: LaneSettingsRow;
  assessments: AssessmentRow;
  assessment_hits: AssessmentHitRow;
  checklist_marks: ChecklistMarkRow;
  outcomes: OutcomeRow;
}

/** One version of a risk profile. */
export interface ProfileVersionRow {
  name: string;
  version: number;
  state: "draft" | "approved" | "retired";
  /** JSON. */
  profile: string;
  /** Officer who wrote it, or who took it over from another member. */
  author: string;
  /** Member that it comes from. */
  source_member: number;
  approver: string | null;
  /** The approved profile as this member signed it. */
  jws: string | null;
  /** Of its latest hits, how many in a row chose no lane; 100 at most where it has no maximum. */
  hits_without_selection: number;
  created_at_seconds: number;
  approved_at_seconds: number | null;
  retired_at_seconds: number | null;
  retired_because: string | null;
}

/** How lanes are set, and what must be done in each before release; the highest version holds. JSON. */
export interface LaneSettingsRow {
  version: number;
  settings: string;
  checklists: string;
  actor: string;
  time_seconds: number;
}

/** What was decided of a declaration: one row for each document, and so for each version of a declaration. */
export interface AssessmentRow {
  document_id: string;
  /** Order of decisions, from 1. */
  sequence: number;
  issuer: number;
  kind: string;
  /** Reference that its consignment is tagged by. */
  consignment: string;
  office: string | null;
  lane: string;
  computed_lane: string;
  is_random_stratum: number;
  is_left_to_chance: number;
  model_score: string | null;
  /** The whole LaneDecision, JSON. */
  decision: string;
  /** How often it was decided anew: 1, and one more for each re-route. */
  revision: number;
  /** The revision that the lane-decision document states; 0 before the first is written. */
  stated_revision: number;
  decision_document_id: string | null;
  /** The revision that the issuer of the declaration, another member, was told of. */
  told_revision: number;
  /** Hash of the block that it was drawn at; null without a draw. */
  block_hash: string | null;
  /** Block time of the declaration's anchor. */
  anchored_at_seconds: number;
  decided_at_seconds: number;
  released_at_seconds: number | null;
}

/** A profile that hit a declaration. */
export interface AssessmentHitRow {
  document_id: string;
  profile: string;
  version: number;
  /** Whether the declaration went at least the profile's lane. */
  is_selected: number;
}

/** A step of a checklist that was done. */
export interface ChecklistMarkRow {
  document_id: string;
  step: string;
  note: string;
  actor: string;
  time_seconds: number;
}

/** What an inspection, a check or an audit found; the last of a declaration holds. */
export interface OutcomeRow {
  document_id: string;
  sequence: number;
  result: "in-order" | "wrong";
  /** JSON: codes of what was found, amounts, and ids of documents such as photos. */
  findings: string;
  amounts: string;
  attachments: string;
  note: string;
  actor: string;
  time_seconds: number;
}
