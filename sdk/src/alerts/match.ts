import type { Hex32 } from "../primitives/hex.ts";
import { type Alert, alertIdOf } from "./alert.ts";
import { INDICATORS, type Indicator, type Pattern } from "./indicators.ts";
import { isNamedParty, type NamedParty, type Nominal, partyKeys } from "./nominal.ts";
import type { MatchSubject } from "./subject.ts";
import { weightOf } from "./weight.ts";

/** An alert to look for, with who is meant where that is known here. */
export interface WatchedAlert {
  readonly alert: Alert;
  readonly nominal?: Nominal;
}

/** Alerts made ready to be looked for on many documents. */
export interface AlertIndex {
  readonly size: number;
  readonly byKey: ReadonlyMap<string, readonly Watched[]>;
  /** Patterns that nothing can be looked up of, such as a mass alone. */
  readonly always: readonly Watched[];
}

/** One alternative of an alert: a pattern, parties, or a pattern of these parties. */
interface Watched {
  readonly watched: WatchedAlert;
  readonly alertId: Hex32;
  readonly pattern: Pattern;
  readonly parties: readonly NamedParty[] | undefined;
}

/** An alert that a document meets. */
export interface AlertMatch {
  readonly alertId: Hex32;
  readonly alert: Alert;
  /** 0 to 1, as of the moment asked for. */
  readonly weight: number;
  /** What on the document meets it, in words; parties are not named. */
  readonly words: readonly string[];
  /** Whether the alert names somebody who is not known here, so that it matches more than it means. */
  readonly isNominalWithheld: boolean;
  /** Whether a party of the document is one that it names. */
  readonly isNominal: boolean;
}

const NAMES = Object.keys(INDICATORS) as (keyof Pattern)[];
const indicatorOf = (name: keyof Pattern): Indicator<unknown> => INDICATORS[name] as Indicator<unknown>;
/** A match without the parties that it is about is worth half. */
const WITHHELD = 0.5;

/**
 * An index over alerts. Each pattern stands under that of its keys which the fewest others have, so that few are tried on a
 * document.
 */
export function compileAlerts(alerts: Iterable<WatchedAlert>): AlertIndex {
  const all = [...alerts];
  const keyed = all.flatMap(alternativesOf).map((watched) => ({ watched, choices: choicesOf(watched) }));
  const counts = new Map<string, number>();
  for (const { choices } of keyed) for (const key of choices.flat(2)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const byKey = new Map<string, Watched[]>();
  const always: Watched[] = [];
  for (const { watched, choices } of keyed) {
    const keys = rarestOf(choices, counts);
    if (keys.length === 0) always.push(watched);
    for (const key of keys) {
      const known = byKey.get(key);
      if (known) known.push(watched);
      else byKey.set(key, [watched]);
    }
  }
  return { size: all.length, byKey, always };
}

/** The keys to put a pattern under: of one of its indicators, the rarest key of each group. */
function rarestOf(choices: readonly Groups[], counts: ReadonlyMap<string, number>): readonly string[] {
  const count = (key: string): number => counts.get(key) ?? 0;
  let best: readonly string[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const groups of choices) {
    const keys = groups.map((group) => group.reduce((rarest, key) => (count(key) < count(rarest) ? key : rarest)));
    const others = keys.reduce((sum, key) => sum + count(key), 0);
    if (others < least) [best, least] = [[...new Set(keys)], others];
  }
  return best;
}

function alternativesOf(watched: WatchedAlert): Watched[] {
  const { alert, nominal } = watched;
  const alertId = alertIdOf(alert);
  const subjects = nominal?.subjects ?? [];
  const patterns = alert.patterns.map((pattern, at) => {
    const parties = subjects.filter((subject) => subject.pattern === at).flatMap((subject) => subject.parties);
    return { watched, alertId, pattern, parties: parties.length > 0 ? parties : undefined };
  });
  const alone = subjects.filter(({ pattern }) => pattern === null).flatMap(({ parties }) => parties);
  return alone.length > 0 ? [...patterns, { watched, alertId, pattern: {}, parties: alone }] : patterns;
}

/** Groups of keys: who meets it has all keys of one group. */
type Groups = readonly (readonly string[])[];

/** What a pattern can be found by: groups of each of its indicators, and of its parties. */
function choicesOf({ pattern, parties }: Watched): Groups[] {
  const choices: Groups[] = [];
  for (const name of NAMES) {
    const groups = pattern[name] === undefined ? undefined : indicatorOf(name).keysIn?.(pattern[name]);
    if (groups) choices.push(groups.map((group) => group.map((key) => `${name} ${key}`)));
  }
  if (parties) choices.push(parties.flatMap(partyKeys).map((key) => [`party ${key}`]));
  return choices;
}

/** Everything that a document can be found by in an index. */
function keysOf(subject: MatchSubject): string[] {
  const keys: string[] = [];
  for (const name of NAMES) for (const key of indicatorOf(name).keysOf?.(subject) ?? []) keys.push(`${name} ${key}`);
  for (const key of new Set((subject.facts.parties ?? []).flatMap(partyKeys))) keys.push(`party ${key}`);
  return keys;
}

/**
 * The alerts of an index that a document meets and that hold at a moment (Unix seconds), the weightiest first, each once:
 * by the alternative that says most.
 */
export function matchAlerts(index: AlertIndex, subject: MatchSubject, atSeconds: number): AlertMatch[] {
  const candidates = new Set([...keysOf(subject).flatMap((key) => index.byKey.get(key) ?? []), ...index.always]);
  const best = new Map<Hex32, AlertMatch>();
  for (const candidate of candidates) {
    const match = matchOne(candidate, subject, atSeconds);
    const known = match && best.get(match.alertId);
    if (match && (!known || isBetter(match, known))) best.set(match.alertId, match);
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight || (a.alertId < b.alertId ? -1 : 1));
}

const isBetter = (a: AlertMatch, b: AlertMatch): boolean =>
  a.weight !== b.weight ? a.weight > b.weight : a.words.length > b.words.length;

function matchOne(
  { watched, alertId, pattern, parties }: Watched,
  subject: MatchSubject,
  at: number,
): AlertMatch | undefined {
  const { alert, nominal } = watched;
  const weight = weightOf(alert, at);
  if (weight === 0) return undefined;
  const words: string[] = [];
  for (const name of NAMES) {
    if (pattern[name] === undefined) continue;
    const met = indicatorOf(name).met(pattern[name], subject);
    if (met === undefined) return undefined;
    words.push(met);
  }
  if (parties !== undefined) {
    if (!subject.facts.parties?.some((party) => parties.some((named) => isNamedParty(named, party)))) return undefined;
    words.push("a party that the alert names");
  }
  const isNominalWithheld = alert.nominalDigest !== null && nominal === undefined;
  return {
    ...{ alertId, alert, words, isNominalWithheld, isNominal: parties !== undefined },
    weight: isNominalWithheld ? Math.round(weight * WITHHELD * 10_000) / 10_000 : weight,
  };
}
