import type { AlertAction } from "./actions.ts";
import { MAX_VALIDITY_SECONDS, MAX_WORDS } from "./alert.ts";
import { ALERT_CATEGORIES, type AlertCategoryName, categoryByName } from "./categories.ts";
import type { CredibilityGrade, SourceGrade } from "./grades.ts";
import type { Pattern } from "./indicators.ts";
import type { TlpName } from "./tlp.ts";

/** What another system tells, as far as an alert can say it: an officer still says whom it is for. */
export interface AlertDraftFields {
  readonly category: AlertCategoryName;
  readonly modus: string;
  readonly reason: string;
  readonly patterns: readonly Pattern[];
  readonly action: AlertAction;
  readonly source: SourceGrade;
  readonly credibility: CredibilityGrade;
  /** At the mildest: what is not marked, or in a way that nobody knows, is for single persons. */
  readonly tlp: TlpName;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
}

/** Something that was not taken over, and why. */
export interface LeftOut {
  /** What the other system calls it. */
  readonly id: string;
  readonly reason: string;
}

const DAY_SECONDS = 86_400;
/** Characters that steer a screen, and turn the way of reading: they have no place in what other systems tell. */
const STEERING = /[\p{Cc}\p{Cf}]+/gu;

/** Words of another system as an alert may hold them: without signs that steer, at most 4,000 characters, never none. */
export function wordsOf(stated: unknown, otherwise: string): string {
  const words = typeof stated === "string" ? stated.replace(STEERING, " ").replace(/ {2,}/g, " ").trim() : "";
  if (words === "") return otherwise;
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS - 1)}…` : words;
}

/** The category that one of some words names by a prefix, such as `customs-valuation`; `other` for none. */
export const categoryIn = (words: readonly unknown[], prefix: string): AlertCategoryName =>
  ALERT_CATEGORIES.find(({ name }) => words.includes(`${prefix}${name}`))?.name ?? "other";

/** From when until when a draft holds: what is stated, for two years at most; two half-lives from now where no end is. */
export function validityOf(
  category: AlertCategoryName,
  { from, until, now }: { from: number | undefined; until: number | undefined; now: number },
): { validFromSeconds: number; validUntilSeconds: number } {
  const validFromSeconds = from ?? now;
  const end = until ?? Math.max(validFromSeconds, now) + 2 * categoryByName(category).halfLifeDays * DAY_SECONDS;
  return { validFromSeconds, validUntilSeconds: Math.min(end, validFromSeconds + MAX_VALIDITY_SECONDS) };
}
