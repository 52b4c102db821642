/** What the package offers of risk rules and lanes; `index.ts` hands it on. */

export { digestOf } from "./canonical/digest.ts";
export type { RuleFault, RuleNode } from "./rules/ast.ts";
export { type CheckedRule, checkRule, checkRuleText } from "./rules/check.ts";
export { type Explanation, explainRule } from "./rules/explain.ts";
export { FIELDS, type RuleAlert, type RuleSubject } from "./rules/fields.ts";
export { OPERATORS } from "./rules/operators.ts";
export { printRule } from "./rules/print.ts";
export {
  type Profile,
  profileFaults,
  readProfile,
  readSignedProfile,
  ruleSetDigest,
  signProfile,
} from "./rules/profile.ts";
export { askRules, compileRuleSet, explainProfiles, isInForce, type RuleSet } from "./rules/rule-set.ts";
export { type PastDeclaration, type WhatIf, whatIf } from "./rules/what-if.ts";
export {
  chooseLane,
  type LaneChoice,
  type LaneLoad,
  type LaneStep,
  NO_LOAD,
  REASON_CATEGORIES,
  type ReasonCategory,
} from "./selectivity/choose-lane.ts";
export { countLane } from "./selectivity/count-lane.ts";
export { DECIDED_KINDS } from "./selectivity/decided-kinds.ts";
export {
  type DecisionDraw,
  type LaneDecision,
  type LaneOverride,
  laneDecisionBody,
  readLaneDecision,
} from "./selectivity/lane-decision.ts";
export { CHOSEN_LANES, type ChosenLane, isLane, LANES, type LaneName, strictnessOf } from "./selectivity/lanes.ts";
export { DEFAULT_LANE_SETTINGS, type LaneSettings, readLaneSettings } from "./selectivity/settings.ts";
export { riskOf, type Signal } from "./selectivity/signal.ts";
