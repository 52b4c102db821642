import type { Status } from "../verify/finding.ts";
import { CONSIGNMENT_CHECKS } from "./checks.ts";
import { consignmentOf, type Surroundings } from "./consignment.ts";
import type { ConsignmentFinding } from "./finding.ts";
import type { ConsignmentPaper } from "./paper.ts";

/** All findings about the papers of one consignment. */
export interface ConsignmentReport {
  /** `invalid` when one finding is; `unknown` when one could not look; `valid` only when all could and all agree. */
  readonly verdict: Status;
  readonly findings: readonly ConsignmentFinding[];
  /** Names of checks that had nothing to look at. */
  readonly notChecked: readonly string[];
}

/**
 * Judges whether the papers of a consignment agree with each other. Pure: it fetches nothing and knows no clock, so that
 * the same papers have the same findings everywhere. Whether each paper is genuine is another question, see `verify`.
 */
export function judgeConsignment(papers: readonly ConsignmentPaper[], around: Surroundings = {}): ConsignmentReport {
  // What customs decided about a paper is no paper of the goods: that the paper was replaced later speaks against nobody.
  const ofGoods = papers.filter(({ kind }) => kind !== "lane-decision");
  const consignment = consignmentOf(ofGoods, around);
  const judged = CONSIGNMENT_CHECKS.map((check) => ({ check: check.name, found: check.judge(consignment) }));
  const findings = judged.flatMap(({ check, found }) => found.map((one) => ({ check, ...one })));
  const statuses = new Set(findings.map(({ status }) => status));
  return {
    verdict: statuses.has("invalid")
      ? "invalid"
      : statuses.has("unknown") || findings.length === 0
        ? "unknown"
        : "valid",
    findings,
    notChecked: judged.filter(({ found }) => found.length === 0).map(({ check }) => check),
  };
}
