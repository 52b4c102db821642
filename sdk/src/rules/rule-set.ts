import type { Hex32 } from "../primitives/hex.ts";
import type { LaneName } from "../selectivity/lanes.ts";
import type { Signal } from "../selectivity/signal.ts";
import { type Asked, askAbout, type Compiled, compileRule, type Truth } from "./compile.ts";
import { type Explanation, explainRule } from "./explain.ts";
import type { RuleSubject } from "./fields.ts";
import { type Profile, ruleSetDigest } from "./profile.ts";

/** Profiles made ready to be asked. */
export interface RuleSet {
  readonly digest: Hex32;
  readonly rules: readonly CompiledProfile[];
}

interface CompiledProfile {
  readonly profile: Profile;
  readonly kinds: ReadonlySet<string>;
  readonly test: Compiled<Truth>;
  readonly signal: Signal & { readonly lane: LaneName };
}

/** Compiles profiles that were checked ({@link readProfile}); their order does not matter. */
export function compileRuleSet(profiles: readonly Profile[]): RuleSet {
  const rules = profiles.map((profile) => {
    const { name, score, lane, yields, reason } = profile;
    return {
      ...{ profile, kinds: new Set(profile.kinds), test: compileRule(profile.rule) },
      signal: { source: "profile" as const, name, score, lane, ...(yields && { yields: true as const }), reason },
    };
  });
  return { digest: ruleSetDigest(profiles), rules };
}

/** Whether a profile is in force at a moment. */
export const isInForce = ({ validFrom, validUntil }: Profile, atSeconds: number): boolean =>
  validFrom <= atSeconds && (validUntil === null || atSeconds < validUntil);

/** The hits of the profiles in force at a moment (Unix seconds), as signals. */
export function askRules(ruleSet: RuleSet, subject: RuleSubject, atSeconds: number): Signal[] {
  const asked: Asked = askAbout(subject);
  const hits: Signal[] = [];
  for (const { profile, kinds, test, signal } of ruleSet.rules) {
    if (!isInForce(profile, atSeconds) || (kinds.size > 0 && !kinds.has(subject.kind))) continue;
    if (test(asked) === true) hits.push(signal);
  }
  return hits;
}

/** Why each of some profiles hit or did not, condition by condition. */
export const explainProfiles = (
  profiles: readonly Profile[],
  subject: RuleSubject,
): readonly (Explanation & { readonly name: string; readonly version: number })[] =>
  profiles.map(({ name, version, rule }) => ({ name, version, ...explainRule(rule, subject) }));
