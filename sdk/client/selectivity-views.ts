import type {
  Explanation,
  Hex32,
  LaneDecision,
  LaneName,
  LaneSettings,
  Profile,
  RuleFault,
  RuleNode,
  WhatIf,
} from "../src/index.ts";
import type { Paging } from "./views.ts";

export const PROFILE_STATES = ["draft", "approved", "retired"] as const;
export type ProfileState = (typeof PROFILE_STATES)[number];
export const QUEUE_STATES = ["waiting", "released", "all"] as const;
export const OUTCOME_RESULTS = ["in-order", "wrong"] as const;

/** A profile as it is drafted: the gateway numbers its version. */
export type NewProfile = Omit<Profile, "version">;

/** A version of a profile. */
export interface ProfileVersion {
  readonly name: string;
  readonly version: number;
  readonly state: ProfileState;
  readonly profile: Profile;
  /** The rule as its text. */
  readonly text: string;
  readonly author: string;
  readonly sourceMember: number;
  readonly approver: string | null;
  /** As its member signed it; null before it is approved. */
  readonly jws: string | null;
  /** Of its latest hits, how many in a row chose no lane. */
  readonly hitsWithoutSelection: number;
  readonly createdAtSeconds: number;
  readonly approvedAtSeconds: number | null;
  readonly retiredAtSeconds: number | null;
  readonly retiredBecause: string | null;
}

export interface ProfilesQuery extends Paging {
  readonly state?: ProfileState;
}

export interface TriedProfile extends WhatIf {
  /** Declarations that are not held there any more, or not readable. */
  readonly unread: number;
  /** Whether there were more than are opened for a trial. */
  readonly isCut: boolean;
}

export interface CheckedRuleView {
  readonly faults: readonly RuleFault[];
  readonly rule: RuleNode | null;
}

export interface ExplainedProfile extends Explanation {
  readonly name: string;
  readonly version: number;
}

/** A declaration in its lane. */
export interface Assessment {
  readonly documentId: Hex32;
  readonly kind: string;
  readonly issuer: number;
  readonly office: string | null;
  readonly lane: LaneName;
  /** What rules and draw came to, before an officer changed it. */
  readonly computedLane: LaneName;
  readonly reasonCategory: LaneDecision["reasonCategory"];
  /** What a trader is told. */
  readonly reason: string;
  readonly risk: number;
  readonly decidedAtSeconds: number;
  readonly releasedAtSeconds: number | null;
  /** The document that states the decision. */
  readonly decisionDocumentId: Hex32 | null;
}

export interface ChecklistStep {
  readonly step: string;
  readonly text: string;
}

export type Checklists = Readonly<Record<LaneName, readonly ChecklistStep[]>>;

export interface ChecklistItem extends ChecklistStep {
  readonly done: { readonly actor: string; readonly timeSeconds: number; readonly note: string } | null;
}

export interface Amount {
  /** What the amount is, such as duty, vat, penalty. */
  readonly sort: string;
  readonly amount: string;
  readonly currency: string;
}

/** What an inspection, a check or an audit found. */
export interface NewOutcome {
  readonly result: (typeof OUTCOME_RESULTS)[number];
  readonly findings: readonly string[];
  readonly amounts: readonly Amount[];
  /** Documents that the gateway holds, such as photos. */
  readonly attachments: readonly Hex32[];
  readonly note: string;
}

export interface Outcome extends NewOutcome {
  readonly sequence: number;
  readonly actor: string;
  readonly timeSeconds: number;
}

export interface AssessmentDetail extends Assessment {
  readonly decision: LaneDecision;
  readonly checklist: readonly ChecklistItem[];
  readonly outcomes: readonly Outcome[];
}

export interface QueueQuery extends Paging {
  readonly lane?: LaneName;
  readonly office?: string;
  readonly state?: (typeof QUEUE_STATES)[number];
}

export interface NewLaneSettings {
  readonly settings: LaneSettings;
  readonly checklists?: Checklists;
}

export interface StandingLaneSettings {
  /** 0 before the first was set. */
  readonly version: number;
  readonly settings: LaneSettings;
  readonly checklists: Checklists;
  readonly digest: Hex32;
  readonly actor: string;
  readonly timeSeconds: number;
}

/** What became of a group of declarations; rates are null by nothing. */
export interface Figures {
  readonly of: string;
  readonly declarations: number;
  readonly released: number;
  readonly meanReleaseSeconds: number | null;
  readonly medianReleaseSeconds: number | null;
  readonly inspected: number;
  readonly wrong: number;
  readonly inspectionRate: number | null;
  readonly hitRate: number | null;
}

export interface LaneFigures {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly all: Figures;
  readonly lanes: readonly Figures[];
  readonly offices: readonly Figures[];
  readonly profiles: readonly Figures[];
  /** By the model's score in tenths. */
  readonly model: readonly Figures[];
  /** Chosen by the minimum random rate alone. */
  readonly randomStratum: Figures;
}

export interface FiguresQuery {
  readonly fromSeconds?: number;
  readonly untilSeconds?: number;
}
