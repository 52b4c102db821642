import { type Dossier, type Finding, type Hex32, type Paper, type Report, verdictOf, verify } from "@sealane/sdk";
import { askedBy, gatherEvidence } from "../evidence/gather-evidence.ts";
import type { Gateway } from "../gateway.ts";
import { judgeLedger } from "../ledger/judge-ledger.ts";
import { judgeTag } from "../papers/judge-tag.ts";
import { openReadable } from "../readings/open-readable.ts";
import type { Acting } from "./views.ts";

/** A document that is readable here, a paper or a dossier from elsewhere. */
export type VerifyPaperInput =
  | (Acting & { readonly documentId: Hex32; readonly grantId?: Hex32 })
  | { readonly paper: Paper }
  | { readonly dossier: Dossier };

/**
 * Judges papers by what the chain says now, at one block; of a dossier, each of its papers, the subject first. Evidence
 * that a dossier brings is not used: this gateway has its own.
 * @throws DOCUMENT_NOT_FOUND, BLOB_*, and those of openGranted; never because a paper is bad.
 */
export async function verifyPaper(gateway: Gateway, input: VerifyPaperInput): Promise<{ reports: readonly Report[] }> {
  return { reports: await judge(gateway, await papersOf(gateway, input)) };
}

/** One report a paper, all at the same block. */
export async function judge(gateway: Gateway, papers: readonly Paper[]): Promise<Report[]> {
  const evidence = await gatherEvidence(gateway, askedBy(papers.map(({ statement }) => statement)));
  const judged = papers.map((paper) => withTag(gateway, paper, verify(paper, evidence, { from: "chain" })));
  return Promise.all(judged.map((report, at) => withLedger(gateway, papers[at] as Paper, report)));
}

/** A report with what only who follows the ledger can add. */
async function withLedger(gateway: Gateway, paper: Paper, report: Report): Promise<Report> {
  const finding = await judgeLedger(gateway, paper);
  return finding ? added(report, finding) : report;
}

/** A report with what only a holder of tag keys can add. */
function withTag({ tagKeys }: Gateway, paper: Paper, report: Report): Report {
  const finding = judgeTag(tagKeys, paper);
  if (!finding) return { ...report, notChecked: [...report.notChecked, "numberTagged"] };
  return added(report, finding);
}

function added(report: Report, finding: Finding): Report {
  const findings = [...report.findings, finding];
  return { ...report, ...verdictOf(findings), findings };
}

async function papersOf(gateway: Gateway, input: VerifyPaperInput): Promise<readonly Paper[]> {
  if ("dossier" in input) return input.dossier.papers;
  if ("paper" in input) return [input.paper];
  return [(await openReadable(gateway, input)).paper];
}
