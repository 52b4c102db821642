import type { LaneName } from "../selectivity/lanes.ts";
import { strictnessOf } from "../selectivity/lanes.ts";
import { type Asked, askAbout, compileRule } from "./compile.ts";
import type { RuleSubject } from "./fields.ts";
import type { Profile } from "./profile.ts";

/** A declaration of the past: what it was, which lane it went, and what an inspection found, if there was one. */
export interface PastDeclaration {
  readonly subject: RuleSubject;
  readonly lane: LaneName;
  /** Null when nobody looked. */
  readonly wasWrong: boolean | null;
}

/** What a profile would have done. */
export interface WhatIf {
  readonly declarations: number;
  readonly hits: number;
  /** Declarations of which something that the rule needs is not stated. */
  readonly unknown: number;
  /** Of the hits, those that were inspected, and those found wrong. */
  readonly inspectedHits: number;
  readonly wrongHits: number;
  /** wrongHits ÷ inspectedHits; null with none inspected. */
  readonly precision: number | null;
  /** The same of all declarations: what a profile must beat. */
  readonly baseRate: number | null;
  /** Hits that would have gone a stricter lane than they went: the load that it adds. */
  readonly addedLoad: number;
  /** addedLoad ÷ declarations. */
  readonly addedRate: number | null;
}

/** Runs a profile on the past, whatever its validity says. Precision is of inspected hits only, which are not a random part. */
export function whatIf(profile: Profile, past: Iterable<PastDeclaration>): WhatIf {
  const test = compileRule(profile.rule);
  const kinds = new Set(profile.kinds);
  const count = { declarations: 0, hits: 0, unknown: 0, inspectedHits: 0, wrongHits: 0, addedLoad: 0 };
  const all = { inspected: 0, wrong: 0 };
  for (const { subject, lane, wasWrong } of past) {
    if (kinds.size > 0 && !kinds.has(subject.kind)) continue;
    count.declarations++;
    all.inspected += Number(wasWrong !== null);
    all.wrong += Number(wasWrong === true);
    const asked: Asked = askAbout(subject);
    const truth = test(asked);
    if (truth === undefined) count.unknown++;
    if (truth !== true) continue;
    count.hits++;
    count.inspectedHits += Number(wasWrong !== null);
    count.wrongHits += Number(wasWrong === true);
    count.addedLoad += Number(strictnessOf(profile.lane) > strictnessOf(lane));
  }
  return {
    ...count,
    precision: ratio(count.wrongHits, count.inspectedHits),
    baseRate: ratio(all.wrong, all.inspected),
    addedRate: ratio(count.addedLoad, count.declarations),
  };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
