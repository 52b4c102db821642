import type { Alert } from "./alert.ts";
import { categoryByName } from "./categories.ts";
import { gradeWeight } from "./grades.ts";

const DAY_SECONDS = 86_400;

/** Whether an alert holds at a moment: begun, not over, not taken back. Unix seconds. */
export const isActive = ({ validFrom, validUntil, withdrawal }: Alert, atSeconds: number): boolean =>
  withdrawal === null && validFrom <= atSeconds && atSeconds < validUntil;

/**
 * What an alert weighs at a moment, 0 to 1: its Admiralty grade, halved with every half-life of its category since it was
 * issued or began, whichever came later; 0 while it does not hold. The same for all who know it.
 */
export function weightOf(alert: Alert, atSeconds: number): number {
  if (!isActive(alert, atSeconds)) return 0;
  const ageDays = Math.max(0, atSeconds - Math.max(alert.issuedAt, alert.validFrom)) / DAY_SECONDS;
  const decay = 2 ** (-ageDays / categoryByName(alert.category).halfLifeDays);
  return Math.round(gradeWeight(alert.source, alert.credibility) * decay * 10_000) / 10_000;
}
