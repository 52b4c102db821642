import type { Paper } from "../document/paper.ts";
import { ZERO_HEX32 } from "../primitives/hex.ts";
import { anchored } from "./checks/anchored.ts";
import { bodyIntact } from "./checks/body-intact.ts";
import { current } from "./checks/current.ts";
import { issuerAccredited } from "./checks/issuer-accredited.ts";
import { issuerMember } from "./checks/issuer-member.ts";
import { keySound } from "./checks/key-sound.ts";
import { linksResolve } from "./checks/links-resolve.ts";
import { originalMatches } from "./checks/original-matches.ts";
import { statementSigned } from "./checks/statement-signed.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding, Report } from "./finding.ts";
import { type EvidenceSource, judgeEvidence } from "./judge-evidence.ts";
import { type Outcome, type Subject, subjectOf } from "./subject.ts";
import type { Trust } from "./trust.ts";

/**
 * Every check, in the order in which its fault decides the verdict. To add one, add a row and a file beside it; its
 * codes go to {@link FindingCode} and docs/errors.md.
 */
export const CHECKS: Readonly<Record<string, (subject: Subject) => Outcome | undefined>> = {
  bodyIntact,
  originalMatches,
  statementSigned,
  issuerMember,
  issuerAccredited,
  keySound,
  anchored,
  current,
  linksResolve,
};

/**
 * Judges a paper by evidence that was gathered before. Fetches nothing, reads no clock, and gives the same report for
 * the same input for ever; never throws for a bad paper.
 */
export function verify(paper: Paper, evidence: Evidence, source: EvidenceSource): Report {
  const trust = source.from === "witness" ? source.trust : undefined;
  return verifyWith(paper, evidence, { trusted: judgeEvidence(evidence, source), ...(trust && { trust }) });
}

/** {@link verify} where the evidence was judged already, once for many papers. */
export function verifyWith(paper: Paper, evidence: Evidence, judged: { trusted: Finding; trust?: Trust }): Report {
  const subject = subjectOf(paper, evidence, judged.trust);
  const findings = [judged.trusted];
  const notChecked: string[] = [];
  for (const [check, run] of Object.entries(CHECKS)) {
    const outcome = run(subject);
    if (outcome) findings.push({ check, ...outcome });
    else notChecked.push(check);
  }
  const documentId = subject.statement?.claims.documentId ?? subject.opened?.documentId ?? ZERO_HEX32;
  return { documentId, ...verdictOf(findings), findings, notChecked, block: evidence.block };
}

/** The verdict over findings: one that is invalid decides, then one that is unknown. */
export function verdictOf(findings: readonly Finding[]): Pick<Report, "verdict" | "code"> {
  const worst =
    findings.find(({ status }) => status === "invalid") ?? findings.find(({ status }) => status === "unknown");
  return worst ? { verdict: worst.status, code: worst.code } : { verdict: "valid", code: "OK" };
}
